/*
 * The call handler and the validator of language java.
 */
#include "host.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "commands/event_trigger.h"
#include "commands/trigger.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#define SET_BATCH 100

PG_FUNCTION_INFO_V1(gitversion_java_call_handler);
PG_FUNCTION_INFO_V1(gitversion_java_validator);

JavaFrame  *java_frame = NULL;

static void
enter_frame(JavaFrame *frame, int references)
{
	memset(frame, 0, sizeof(*frame));
	frame->previous = java_frame;
	frame->level = GetCurrentTransactionNestLevel();
	frame->caller = CurrentMemoryContext;
	frame->owner = CurrentResourceOwner;
	if ((*java_env)->PushLocalFrame(java_env, references + 16) != JNI_OK)
	{
		(*java_env)->ExceptionClear(java_env);
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of Java memory")));
	}
	java_frame = frame;
}

static void
leave_frame(JavaFrame *frame)
{
	java_frame = frame->previous;
	(*java_env)->PopLocalFrame(java_env, NULL);
	if (frame->context != NULL)
		MemoryContextDelete(frame->context);
}

/* An error leaves the call: the caller must find its own transaction level again. */
static void
abandon_frame(JavaFrame *frame)
{
	ErrorData  *error;

	if (GetCurrentTransactionNestLevel() == frame->level)
	{
		leave_frame(frame);
		return;
	}
	MemoryContextSwitchTo(frame->caller);
	error = CopyErrorData();
	FlushErrorState();
	java_unwind(frame, false);
	leave_frame(frame);
	ReThrowError(error);
}

/* To be called right after Java code ran, with nothing in between: raises what it threw. */
void
java_returned(void)
{
	JavaFrame  *frame = java_frame;
	jthrowable	thrown;

	java_leave();
	thrown = (*java_env)->ExceptionOccurred(java_env);
	(*java_env)->ExceptionClear(java_env);
	java_drain();
	if (frame->poisoned)
		ereport(ERROR, (errcode(ERRCODE_QUERY_CANCELED), errmsg_internal("%s", frame->reason)));
	CHECK_FOR_INTERRUPTS();
	if (thrown != NULL)
		java_raise(thrown);
	if (frame->failed)
		ereport(ERROR,
				(errcode(ERRCODE_IN_FAILED_SQL_TRANSACTION),
				 errmsg("a Java function returned after a failed statement without rolling back to a savepoint"),
				 errdetail("The statement failed with: %s", frame->reason)));
}

static jvalue *
arguments(JavaRoutine *routine, FunctionCallInfo fcinfo)
{
	jvalue	   *values = palloc((routine->nargs + 1) * sizeof(jvalue));
	int			i;

	for (i = 0; i < routine->nargs; i++)
		values[i] = java_argument(routine->arg_codes[i], routine->arg_types[i], &routine->arg_output[i],
								  fcinfo->args[i].value, fcinfo->args[i].isnull);
	return values;
}

static jvalue
invoke(JavaRoutine *routine, jvalue *values)
{
	JNIEnv	   *env = java_env;
	jvalue		result;

	result.j = 0;
	java_enter();
	switch (routine->result_code)
	{
		case CODE_VOID:
			(*env)->CallStaticVoidMethodA(env, routine->class, routine->method, values);
			break;
		case CODE_BOOLEAN:
			result.z = (*env)->CallStaticBooleanMethodA(env, routine->class, routine->method, values);
			break;
		case CODE_INT:
			result.i = (*env)->CallStaticIntMethodA(env, routine->class, routine->method, values);
			break;
		case CODE_LONG:
			result.j = (*env)->CallStaticLongMethodA(env, routine->class, routine->method, values);
			break;
		case CODE_DOUBLE:
			result.d = (*env)->CallStaticDoubleMethodA(env, routine->class, routine->method, values);
			break;
		default:
			result.l = (*env)->CallStaticObjectMethodA(env, routine->class, routine->method, values);
			break;
	}
	java_returned();
	return result;
}

/* Moves the next rows into the store; false at the end. */
static bool
store_batch(JavaRoutine *routine, jobject iterator, Tuplestorestate *store, TupleDesc desc, MemoryContext row_context)
{
	jvalue		values[2];
	jobjectArray batch;
	int			count;
	int			i;

	values[0].l = iterator;
	values[1].i = SET_BATCH;
	java_enter();
	batch = (*java_env)->CallStaticObjectMethodA(java_env, java.host, java.take, values);
	java_returned();
	count = (*java_env)->GetArrayLength(java_env, batch);
	for (i = 0; i < count; i++)
	{
		jstring		string = (*java_env)->GetObjectArrayElement(java_env, batch, i);
		MemoryContext old = MemoryContextSwitchTo(row_context);
		bool		isnull;
		Datum		value = java_element(routine, string, &isnull);

		tuplestore_putvalues(store, desc, &value, &isnull);
		MemoryContextSwitchTo(old);
		MemoryContextReset(row_context);
		(*java_env)->DeleteLocalRef(java_env, string);
	}
	(*java_env)->DeleteLocalRef(java_env, batch);
	return count == SET_BATCH;
}

static void
return_set(JavaRoutine *routine, jobject iterator, ReturnSetInfo *set)
{
	MemoryContext old = MemoryContextSwitchTo(set->econtext->ecxt_per_query_memory);
	TupleDesc	desc = CreateTemplateTupleDesc(1);
	Tuplestorestate *store = tuplestore_begin_heap((set->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	MemoryContext row_context;

	TupleDescInitEntry(desc, 1, "value", routine->result_type, -1, 0);
	MemoryContextSwitchTo(old);
	row_context = AllocSetContextCreate(old, "row of a Java function", ALLOCSET_DEFAULT_SIZES);
	while (iterator != NULL && store_batch(routine, iterator, store, desc, row_context))
		;
	MemoryContextDelete(row_context);
	set->returnMode = SFRM_Materialize;
	set->setResult = store;
	set->setDesc = desc;
}

static void
check_call(FunctionCallInfo fcinfo)
{
	if (CALLED_AS_TRIGGER(fcinfo) || CALLED_AS_EVENT_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("Java functions cannot be triggers"),
				 errhint("Call the Java function from a PL/pgSQL trigger function.")));
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
}

static ReturnSetInfo *
set_info(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *set = (ReturnSetInfo *) fcinfo->resultinfo;

	if (set == NULL || !IsA(set, ReturnSetInfo) || (set->allowedModes & SFRM_Materialize) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	return set;
}

static Datum
run(JavaFrame *frame, JavaRoutine *routine, FunctionCallInfo fcinfo)
{
	Datum		result = (Datum) 0;
	ReturnSetInfo *set = routine->returns_set ? set_info(fcinfo) : NULL;
	jvalue		value;

	frame->read_only = routine->read_only;
	value = invoke(routine, arguments(routine, fcinfo));
	if (set != NULL)
	{
		return_set(routine, value.l, set);
		fcinfo->isnull = true;
	}
	else
		result = java_result(routine, value, &fcinfo->isnull);
	java_unwind(frame, true);
	return result;
}

Datum
gitversion_java_call_handler(PG_FUNCTION_ARGS)
{
	JavaFrame	frame;
	JavaRoutine *volatile routine = NULL;
	Datum		result;

	check_call(fcinfo);
	java_start();
	enter_frame(&frame, fcinfo->nargs);
	PG_TRY();
	{
		routine = java_routine(fcinfo->flinfo->fn_oid);
		result = run(&frame, routine, fcinfo);
	}
	PG_CATCH();
	{
		if (routine != NULL)
			java_release(routine);
		abandon_frame(&frame);
		PG_RE_THROW();
	}
	PG_END_TRY();
	java_release(routine);
	leave_frame(&frame);
	return result;
}

/* CREATE FUNCTION fails when the class or the method is missing; this starts the VM. */
Datum
gitversion_java_validator(PG_FUNCTION_ARGS)
{
	Oid			oid = PG_GETARG_OID(0);
	JavaFrame	frame;

	if (!CheckFunctionValidatorAccess(fcinfo->flinfo->fn_oid, oid) || !check_function_bodies)
		PG_RETURN_VOID();
	java_start();
	enter_frame(&frame, 0);
	PG_TRY();
	{
		java_check_routine(oid);
	}
	PG_CATCH();
	{
		abandon_frame(&frame);
		PG_RE_THROW();
	}
	PG_END_TRY();
	leave_frame(&frame);
	PG_RETURN_VOID();
}
