/*
 * What Java asks of the server: every native call comes through java_operation(). An error of the
 * server becomes a Java exception; never does a longjmp cross a Java frame.
 *
 * Statements do not run in subtransactions of their own: at the end of each, PostgreSQL goes through
 * all relations and locks of a large transaction, milliseconds a statement. Instead PL/Java's rule is
 * enforced: after an error nothing runs until Java rolls back to a savepoint or returns. What the
 * savepoint will undo is undone at once; without one the error is bound to leave the call.
 */
#include "host.h"

#include "access/xact.h"
#include "access/xloginsert.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"
#include "storage/condition_variable.h"
#include "storage/lwlock.h"
#include "storage/proc.h"
#include "utils/memutils.h"
#include "utils/timeout.h"
#include "utils/wait_event.h"
#if PG_VERSION_NUM >= 180000
#include "storage/aio_subsys.h"
#endif

static void
write_log(JavaOperation *op)
{
	int			length;

	ereport(LOG, (errmsg_internal("%s", java_get_text(&op->request, &length)), errhidestmt(true)));
}

static void
run_operation(JavaOperation *op)
{
	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	switch (op->code)
	{
		case SAVEPOINT:
			java_set_savepoint(&op->reply);
			break;
		case RELEASE:
			java_release_savepoint(op->id);
			break;
		case ROLLBACK:
			java_rollback_savepoint(op->id);
			break;
		case LOG_LINE:
			write_log(op);
			break;
		default:
			java_run_sql(op);
			break;
	}
}

static void
read_request(JNIEnv *env, JavaOperation *op, jbyteArray request)
{
	initStringInfo(&op->reply);
	initStringInfo(&op->request);
	if (request == NULL)
		return;
	op->request.len = (*env)->GetArrayLength(env, request);
	enlargeStringInfo(&op->request, op->request.len);
	(*env)->GetByteArrayRegion(env, request, 0, op->request.len, (jbyte *) op->request.data);
	op->request.data[op->request.len] = '\0';
}

static void
prepare_contexts(JavaFrame *frame)
{
	if (frame->context == NULL)
		frame->context = AllocSetContextCreate(frame->caller, "Java call", ALLOCSET_SMALL_SIZES);
	if (frame->work == NULL)
		frame->work = AllocSetContextCreate(frame->context, "Java operation", ALLOCSET_DEFAULT_SIZES);
	MemoryContextReset(frame->work);
	MemoryContextSwitchTo(frame->work);
}

/*
 * What must not stay while Java code goes on, before the abort that is bound to come: the beginning
 * of AbortSubTransaction().
 */
static void
release_short_locks(void)
{
	LWLockReleaseAll();
	pgstat_report_wait_end();
#if PG_VERSION_NUM >= 180000
	pgaio_error_cleanup();
#endif
	UnlockBuffers();
	XLogResetInsertion();
	ConditionVariableCancelSleep();
	LockErrorCleanup();
	reschedule_timeouts();
}

/* Undoes what the innermost savepoint, to which Java has to roll back, would undo anyway. */
static void
undo(JavaFrame *frame)
{
	JavaSavepoint *savepoint = frame->savepoints;
	int			level = savepoint != NULL ? savepoint->level - 1 : frame->level;

	if (savepoint == NULL)
		release_short_locks();
	while (GetCurrentTransactionNestLevel() > level)
		RollbackAndReleaseCurrentSubTransaction();
	CurrentResourceOwner = savepoint != NULL ? savepoint->outer : frame->owner;
}

/*
 * After an error: takes the error and tidies up. Where even that fails nothing is known about the
 * transaction any more, so the session ends.
 */
static ErrorData *
recover(JavaFrame *frame)
{
	ErrorData  *volatile error = NULL;

	PG_TRY();
	{
		MemoryContextSwitchTo(frame->work != NULL ? frame->work : frame->caller);
		error = CopyErrorData();
		FlushErrorState();
		undo(frame);
		frame->failed = true;
		strlcpy(frame->reason, error->message != NULL ? error->message : "missing error text", sizeof(frame->reason));
		if (error->sqlerrcode == ERRCODE_QUERY_CANCELED)
			frame->poisoned = true;
	}
	PG_CATCH();
	{
		FlushErrorState();
		ereport(FATAL,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("the session cannot recover from an error inside a Java function")));
	}
	PG_END_TRY();
	return error;
}

/* The reply, or NULL and what went wrong in *error. */
static jbyteArray
protected_run(JNIEnv *env, JavaOperation *op, jbyteArray request, ErrorData *volatile *error)
{
	JavaFrame  *frame = java_frame;
	MemoryContext old = CurrentMemoryContext;
	ErrorContextCallback *context = error_context_stack;
	volatile jbyteArray result = NULL;

	error_context_stack = NULL;
	PG_TRY();
	{
		prepare_contexts(frame);
		read_request(env, op, request);
		run_operation(op);
		if (op->reply.len > 0)
		{
			result = (*env)->NewByteArray(env, op->reply.len);
			if (result != NULL)
				(*env)->SetByteArrayRegion(env, result, 0, op->reply.len, (jbyte *) op->reply.data);
		}
	}
	PG_CATCH();
	{
		*error = recover(frame);
	}
	PG_END_TRY();
	if (op->plan != NULL)
		java_plan_done(op->plan);
	MemoryContextSwitchTo(old);
	error_context_stack = context;
	return result;
}

/* What PL/Java's rule forbids: true when the operation must not run (an exception may be pending). */
static bool
forbidden(JNIEnv *env, int code)
{
	JavaFrame  *frame = java_frame;

	if (frame == NULL)
		java_throw(env, ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE, "no Java function is being called");
	else if (code == LOG_LINE || (!frame->poisoned && (!frame->failed || code == ROLLBACK)))
		return false;
	else if (code == CLOSE)
		return true;			/* its cursor ends with the call or the rollback */
	else if (frame->poisoned)
		java_throw(env, ERRCODE_QUERY_CANCELED, "the statement was cancelled: Java code must return");
	else
		java_throw(env, ERRCODE_IN_FAILED_SQL_TRANSACTION,
				   "a statement failed before: roll back to a savepoint set before it");
	return true;
}

static void
refuse_thread(JNIEnv *env)
{
	jclass		class = (*env)->FindClass(env, "java/sql/SQLException");

	if (class != NULL)
		(*env)->ThrowNew(env, class, "only the thread that the server called may use the connection");
}

jbyteArray JNICALL
java_operation(JNIEnv *env, jclass class, jint code, jlong id, jint number, jbyteArray request)
{
	ErrorData  *volatile error = NULL;
	jbyteArray	reply = NULL;
	JavaOperation op = {0};

	if (!java_on_main_thread())
	{
		refuse_thread(env);
		return NULL;
	}
	java_leave();
	op.code = code;
	op.id = id;
	op.number = number;
	if (!forbidden(env, code))
		reply = protected_run(env, &op, request, &error);
	if (error != NULL)
		java_throw_error(env, error);
	java_enter();
	return reply;
}
