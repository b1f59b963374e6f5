/*
 * Statements and cursors of Java code. Everything here may raise errors: operation.c stands between
 * it and Java.
 */
#include "host.h"

#include "libpq/pqformat.h"
#include "nodes/pg_list.h"
#include "parser/parser.h"
#include "utils/portal.h"

#define FETCH_CHUNK 100
#define FETCH_BYTES (4 * 1024 * 1024)

static void
cursor_name(char *name, int64 id)
{
	snprintf(name, NAMEDATALEN, "gitversion_java_" INT64_FORMAT, id);
}

static void
forget_cursor(const char *name)
{
	ListCell   *cell;

	foreach(cell, java_frame->cursors)
	{
		char	   *known = lfirst(cell);

		if (strcmp(known, name) != 0)
			continue;
		java_frame->cursors = foreach_delete_current(java_frame->cursors, cell);
		pfree(known);
		return;
	}
}

static void
check_spi(int status)
{
	if (status < 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("statement cannot be executed by a function: %s", SPI_result_code_string(status))));
}

static void
open_cursor(JavaOperation *op, JavaPlan *plan, Datum *values, char *nulls)
{
	static int64 last_id = 0;
	int64		id = ++last_id;
	char		name[NAMEDATALEN];
	Portal		portal;
	MemoryContext old;

	cursor_name(name, id);
	portal = SPI_cursor_open(name, plan->spi, values, nulls, java_frame->read_only);
	old = MemoryContextSwitchTo(java_frame->context);
	java_frame->cursors = lappend(java_frame->cursors, pstrdup(name));
	MemoryContextSwitchTo(old);
	pq_sendbyte(&op->reply, 'Q');
	pq_sendint64(&op->reply, id);
	java_put_columns(&op->reply, portal->tupDesc);
}

static void
run_plan(JavaOperation *op, JavaPlan *plan, Datum *values, char *nulls)
{
	if (SPI_is_cursor_plan(plan->spi))
	{
		open_cursor(op, plan, values, nulls);
		return;
	}
	check_spi(SPI_execute_plan(plan->spi, values, nulls, java_frame->read_only, 0));
	pq_sendbyte(&op->reply, 'U');
	pq_sendint64(&op->reply, SPI_processed);
}

/* A syntax error's position belongs to the text Java gave, not to the client's statement. */
static void
syntax_context(void *sql)
{
	int			position = geterrposition();

	if (position > 0)
	{
		errposition(0);
		internalerrposition(position);
		internalerrquery((const char *) sql);
	}
}

static int
count_statements(const char *sql)
{
	ErrorContextCallback callback;
	List	   *statements;

	callback.callback = syntax_context;
	callback.arg = unconstify(char *, sql);
	callback.previous = error_context_stack;
	error_context_stack = &callback;
	statements = raw_parser(sql, RAW_PARSE_DEFAULT);
	error_context_stack = callback.previous;
	return list_length(statements);
}

static char *
get_sql(JavaOperation *op)
{
	int			length;
	char	   *sql = java_get_text(&op->request, &length);

	if (sql == NULL)
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("SQL text is null")));
	return sql;
}

static void
execute(JavaOperation *op)
{
	char	   *sql = get_sql(op);
	JavaPlan	plan;

	if (count_statements(sql) > 1)
	{
		check_spi(SPI_execute(sql, java_frame->read_only, 0));
		pq_sendbyte(&op->reply, 'U');
		pq_sendint64(&op->reply, SPI_processed);
		return;
	}
	java_plan_once(&plan, sql);
	run_plan(op, &plan, NULL, NULL);
}

/* Statement and parameter types, which PREPARED and BATCH begin with. */
static JavaPlan *
get_plan(JavaOperation *op, int *nargs, Oid **types)
{
	char	   *sql = get_sql(op);
	JavaPlan   *plan;
	int			i;

	*nargs = pq_getmsgint(&op->request, 2);
	*types = palloc((*nargs + 1) * sizeof(Oid));
	for (i = 0; i < *nargs; i++)
		(*types)[i] = java_parameter_type(&op->request);
	plan = java_plan(sql, *nargs, *types);
	op->plan = plan->sql != NULL ? plan : NULL;
	return plan;
}

static void
get_values(JavaOperation *op, int nargs, Oid *types, Datum *values, char *nulls)
{
	int			i;

	for (i = 0; i < nargs; i++)
		values[i] = java_parameter(&op->request, types[i], &nulls[i]);
	nulls[nargs] = '\0';
}

static void
prepared(JavaOperation *op)
{
	int			nargs;
	Oid		   *types;
	JavaPlan   *plan = get_plan(op, &nargs, &types);
	Datum	   *values = palloc((nargs + 1) * sizeof(Datum));
	char	   *nulls = palloc(nargs + 1);

	get_values(op, nargs, types, values, nulls);
	run_plan(op, plan, values, nulls);
}

static void
batch(JavaOperation *op)
{
	int			nargs;
	Oid		   *types;
	JavaPlan   *plan = get_plan(op, &nargs, &types);
	int			rows = pq_getmsgint(&op->request, 4);
	Datum	   *values = palloc((nargs + 1) * sizeof(Datum));
	char	   *nulls = palloc(nargs + 1);

	if (SPI_is_cursor_plan(plan->spi))
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED), errmsg("a statement of a batch cannot return rows")));
	while (rows-- > 0)
	{
		get_values(op, nargs, types, values, nulls);
		check_spi(SPI_execute_plan(plan->spi, values, nulls, java_frame->read_only, 0));
		pq_sendint64(&op->reply, SPI_processed);
	}
}

/* Until enough rows or bytes are there, or the end is; then the cursor is closed at once. */
static void
fetch(JavaOperation *op)
{
	char		name[NAMEDATALEN];
	Portal		portal;
	int			total = 0;
	bool		at_end = false;
	uint32		count;

	cursor_name(name, op->id);
	portal = SPI_cursor_find(name);
	if (portal == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_CURSOR_STATE),
				 errmsg("the result set is closed: the call or the savepoint it belonged to has ended")));
	pq_sendint32(&op->reply, 0);
	pq_sendbyte(&op->reply, 0);
	while (!at_end && total < op->number && op->reply.len < FETCH_BYTES)
	{
		int			wanted = Min(op->number - total, FETCH_CHUNK);

		SPI_cursor_fetch(portal, true, wanted);
		if (SPI_processed > 0)
			java_put_rows(&op->reply, SPI_tuptable->tupdesc, SPI_tuptable->vals, SPI_processed);
		total += (int) SPI_processed;
		at_end = SPI_processed < wanted;
		SPI_freetuptable(SPI_tuptable);
	}
	if (at_end)
	{
		SPI_cursor_close(portal);
		forget_cursor(name);
	}
	count = pg_hton32((uint32) total);
	memcpy(op->reply.data, &count, 4);
	op->reply.data[4] = at_end;
}

static void
close_cursor(int64 id)
{
	char		name[NAMEDATALEN];
	Portal		portal;

	cursor_name(name, id);
	portal = SPI_cursor_find(name);
	if (portal != NULL)
		SPI_cursor_close(portal);
	forget_cursor(name);
}

void
java_run_sql(JavaOperation *op)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	switch (op->code)
	{
		case EXECUTE:
			execute(op);
			break;
		case PREPARED:
			prepared(op);
			break;
		case BATCH:
			batch(op);
			break;
		case FETCH:
			fetch(op);
			break;
		case CLOSE:
			close_cursor(op->id);
			break;
		default:
			elog(ERROR, "unknown operation %d", op->code);
	}
	SPI_finish();
}
