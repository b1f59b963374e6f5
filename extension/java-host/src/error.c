/*
 * Errors between the server and Java: ErrorData -> exception, exception -> ereport().
 */
#include "host.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

/* Fields as ServerException reads and describe() writes them. */
enum
{
	STATE, MESSAGE, DETAIL, HINT, CONTEXT, SCHEMA, TABLE, COLUMN, TYPE, CONSTRAINT, QUERY, TEXTS
};

static void
put_fields(StringInfo out, ErrorData *error)
{
	java_put_text(out, unpack_sql_state(error->sqlerrcode));
	java_put_text(out, error->message != NULL ? error->message : "missing error text");
	java_put_text(out, error->detail);
	java_put_text(out, error->hint);
	java_put_text(out, error->context);
	java_put_text(out, error->schema_name);
	java_put_text(out, error->table_name);
	java_put_text(out, error->column_name);
	java_put_text(out, error->datatype_name);
	java_put_text(out, error->constraint_name);
	java_put_text(out, error->internalquery);
	pq_sendint32(out, error->internalpos);
}

static void
throw_fallback(JNIEnv *env)
{
	jclass		class;

	if ((*env)->ExceptionCheck(env))
		return;					/* most likely out of memory: good enough */
	class = (*env)->FindClass(env, "java/sql/SQLException");
	if (class != NULL)
		(*env)->ThrowNew(env, class, "the server raised an error that could not be passed on");
}

static void
throw_object(JNIEnv *env, jmethodID maker, jvalue *arguments)
{
	jobject		exception = (*env)->CallStaticObjectMethodA(env, java.host, maker, arguments);

	if (exception != NULL && !(*env)->ExceptionCheck(env))
		(*env)->Throw(env, exception);
	else
		throw_fallback(env);
}

static jbyteArray
bytes_of(JNIEnv *env, const char *data, int length)
{
	jbyteArray	bytes = (*env)->NewByteArray(env, length);

	if (bytes != NULL)
		(*env)->SetByteArrayRegion(env, bytes, 0, length, (const jbyte *) data);
	return bytes;
}

/* Leaves the exception pending. Cannot raise: it runs where Java frames wait for the return. */
void
java_throw_error(JNIEnv *env, ErrorData *error)
{
	StringInfoData block;
	jvalue		argument;
	MemoryContext context = CurrentMemoryContext;
	volatile bool written = false;

	PG_TRY();
	{
		initStringInfo(&block);
		put_fields(&block, error);
		written = true;
	}
	PG_CATCH();
	{
		/* not expressible in UTF-8, or out of memory: keep what is sure to work */
		MemoryContextSwitchTo(context);
		FlushErrorState();
	}
	PG_END_TRY();
	if (!written)
	{
		java_throw(env, error->sqlerrcode, "the server raised an error whose message cannot be shown");
		return;
	}
	argument.l = bytes_of(env, block.data, block.len);
	if (argument.l == NULL)
		throw_fallback(env);
	else
		throw_object(env, java.server_exception, &argument);
}

/* An SQLException of our own; the message is ASCII. */
void
java_throw(JNIEnv *env, int sqlstate, const char *message)
{
	jvalue		arguments[2];

	arguments[0].l = (*env)->NewStringUTF(env, unpack_sql_state(sqlstate));
	arguments[1].l = arguments[0].l == NULL ? NULL : bytes_of(env, message, strlen(message));
	if (arguments[1].l == NULL)
		throw_fallback(env);
	else
		throw_object(env, java.plain_exception, arguments);
}

static int
sqlstate_of(const char *state)
{
	if (state == NULL || strlen(state) != 5 || strspn(state, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 5
		|| strncmp(state, "00", 2) == 0)
		return ERRCODE_INTERNAL_ERROR;
	return MAKE_SQLSTATE(state[0], state[1], state[2], state[3], state[4]);
}

/* What the server encoding cannot hold must not hide the error itself: it is shown as "?". */
static char *
to_server(char *utf8, int length)
{
	MemoryContext context = CurrentMemoryContext;
	char	   *volatile text = NULL;
	int			i;

	PG_TRY();
	{
		text = pg_any_to_server(utf8, length, PG_UTF8);
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		FlushErrorState();
	}
	PG_END_TRY();
	if (text != NULL)
		return text;
	for (i = 0; i < length; i++)
		if (IS_HIGHBIT_SET(utf8[i]))
			utf8[i] = '?';
	return utf8;
}

static char *
get_field(StringInfo in)
{
	int			length = pq_getmsgint(in, 4);

	if (length < 0)
		return NULL;
	return to_server(pnstrdup(pq_getmsgbytes(in, length), length), length);
}

static void
raise_fields(StringInfo in)
{
	char	   *field[TEXTS];
	int			position;
	char	   *trace;
	int			i;

	for (i = 0; i < TEXTS; i++)
		field[i] = get_field(in);
	position = pq_getmsgint(in, 4);
	trace = get_field(in);
	ereport(ERROR,
			(errcode(sqlstate_of(field[STATE])),
			 errmsg_internal("%s", field[MESSAGE] != NULL ? field[MESSAGE] : "Java exception"),
			 field[DETAIL] != NULL ? errdetail_internal("%s", field[DETAIL]) : 0,
			 trace != NULL ? errdetail_log("%s", trace) : 0,
			 field[HINT] != NULL ? errhint("%s", field[HINT]) : 0,
			 field[CONTEXT] != NULL ? errcontext("%s", field[CONTEXT]) : 0,
			 field[SCHEMA] != NULL ? err_generic_string(PG_DIAG_SCHEMA_NAME, field[SCHEMA]) : 0,
			 field[TABLE] != NULL ? err_generic_string(PG_DIAG_TABLE_NAME, field[TABLE]) : 0,
			 field[COLUMN] != NULL ? err_generic_string(PG_DIAG_COLUMN_NAME, field[COLUMN]) : 0,
			 field[TYPE] != NULL ? err_generic_string(PG_DIAG_DATATYPE_NAME, field[TYPE]) : 0,
			 field[CONSTRAINT] != NULL ? err_generic_string(PG_DIAG_CONSTRAINT_NAME, field[CONSTRAINT]) : 0,
			 field[QUERY] != NULL ? internalerrquery(field[QUERY]) : 0,
			 position > 0 ? internalerrposition(position) : 0));
}

/* Raises a Java exception as an error; no exception may be pending. */
void
java_raise(jthrowable thrown)
{
	JNIEnv	   *env = java_env;
	jbyteArray	bytes = (*env)->CallStaticObjectMethod(env, java.host, java.describe, thrown);
	StringInfoData in;
	int			length;

	if (bytes == NULL || (*env)->ExceptionCheck(env))
	{
		(*env)->ExceptionClear(env);
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("a Java exception could not be described"),
				 errhint("Memory or stack of the Java VM may be exhausted.")));
	}
	length = (*env)->GetArrayLength(env, bytes);
	initStringInfo(&in);
	enlargeStringInfo(&in, length);
	(*env)->GetByteArrayRegion(env, bytes, 0, length, (jbyte *) in.data);
	in.len = length;
	(*env)->DeleteLocalRef(env, bytes);
	raise_fields(&in);
	pg_unreachable();
}

/* For JNI calls made by the server side itself. */
void
java_raise_pending(void)
{
	jthrowable	thrown = (*java_env)->ExceptionOccurred(java_env);

	if (thrown == NULL)
		return;
	(*java_env)->ExceptionClear(java_env);
	java_raise(thrown);
}
