/*
 * Prepared plans of a session, by SQL text and parameter types; the least used ones are freed.
 */
#include "host.h"

#include "common/hashfn.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#define MAX_PLANS 256

static HTAB *plans = NULL;
static uint64 ticks = 0;

static HTAB *
plan_table(void)
{
	HASHCTL		control = {0};

	if (plans == NULL)
	{
		control.keysize = sizeof(uint64);
		control.entrysize = sizeof(JavaPlan);
		plans = hash_create("Java statements", MAX_PLANS, &control, HASH_ELEM | HASH_BLOBS);
	}
	return plans;
}

static void
forget(JavaPlan *plan)
{
	SPIPlanPtr	spi = plan->spi;
	char	   *sql = plan->sql;

	hash_search(plans, &plan->key, HASH_REMOVE, NULL);
	SPI_freeplan(spi);
	pfree(sql);
}

/* Frees plans not used by any of the last MAX_PLANS / 2 statements. */
static void
make_room(void)
{
	HASH_SEQ_STATUS scan;
	JavaPlan   *plan;

	if (hash_get_num_entries(plan_table()) < MAX_PLANS)
		return;
	hash_seq_init(&scan, plans);
	while ((plan = hash_seq_search(&scan)) != NULL)
		if (plan->uses == 0 && plan->used + MAX_PLANS / 2 < ticks)
			forget(plan);
}

static SPIPlanPtr
prepare(const char *sql, int nargs, Oid *types)
{
	SPIPlanPtr	spi = SPI_prepare(sql, nargs, types);

	if (spi == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("statement cannot be prepared: %s", SPI_result_code_string(SPI_result))));
	return spi;
}

/* A plan that only this operation uses. */
void
java_plan_once(JavaPlan *plan, const char *sql)
{
	memset(plan, 0, sizeof(*plan));
	plan->spi = prepare(sql, 0, NULL);
}

/*
 * The plan for a statement; SPI must be connected. With "sql" set it is a kept one, to be given back
 * with java_plan_done(), also after an error; else it lives as long as the SPI connection.
 */
JavaPlan *
java_plan(const char *sql, int nargs, Oid *types)
{
	uint64		key = hash_bytes_extended((const unsigned char *) sql, strlen(sql), 0);
	JavaPlan   *plan;
	SPIPlanPtr	spi;
	bool		found;
	char	   *copy;

	if (nargs > 0)
		key ^= hash_bytes_extended((const unsigned char *) types, nargs * sizeof(Oid), 1);
	ticks++;
	plan = hash_search(plan_table(), &key, HASH_FIND, NULL);
	if (plan != NULL && strcmp(plan->sql, sql) == 0 && plan->nargs == nargs
		&& memcmp(plan->types, types, nargs * sizeof(Oid)) == 0)
	{
		plan->used = ticks;
		plan->uses++;
		return plan;
	}
	make_room();
	spi = prepare(sql, nargs, types);
	if (nargs > MAX_PLAN_ARGS || hash_search(plans, &key, HASH_FIND, NULL) != NULL)
	{
		/* not worth keeping, or two statements of one hash */
		plan = palloc0(sizeof(JavaPlan));
		plan->spi = spi;
		return plan;
	}
	copy = MemoryContextStrdup(TopMemoryContext, sql);
	SPI_keepplan(spi);
	plan = hash_search(plans, &key, HASH_ENTER, &found);
	plan->sql = copy;
	plan->nargs = nargs;
	if (nargs > 0)
		memcpy(plan->types, types, nargs * sizeof(Oid));
	plan->spi = spi;
	plan->uses = 1;
	plan->used = ticks;
	return plan;
}

void
java_plan_done(JavaPlan *plan)
{
	plan->uses--;
}
