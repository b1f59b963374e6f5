/*
 * Savepoints of Java code are internal subtransactions of the call that set them. That of the
 * innermost one is gone after a failed statement (operation.c); the savepoint itself is not.
 */
#include "host.h"

#include "access/xact.h"
#include "libpq/pqformat.h"
#include "utils/portal.h"

void
java_set_savepoint(StringInfo reply)
{
	static int64 last_id = 0;
	JavaSavepoint *savepoint = MemoryContextAllocZero(java_frame->context, sizeof(JavaSavepoint));
	MemoryContext old = CurrentMemoryContext;

	savepoint->outer = CurrentResourceOwner;
	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(old);
	savepoint->id = ++last_id;
	savepoint->level = GetCurrentTransactionNestLevel();
	savepoint->previous = java_frame->savepoints;
	java_frame->savepoints = savepoint;
	pq_sendint64(reply, savepoint->id);
}

/* Savepoints set after this one are gone. */
static void
forget_until(JavaSavepoint *savepoint)
{
	while (java_frame->savepoints != savepoint)
	{
		JavaSavepoint *gone = java_frame->savepoints;

		java_frame->savepoints = gone->previous;
		pfree(gone);
	}
}

static JavaSavepoint *
find_savepoint(int64 id)
{
	JavaSavepoint *savepoint = java_frame->savepoints;

	while (savepoint != NULL && savepoint->id != id)
		savepoint = savepoint->previous;
	if (savepoint == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_S_E_INVALID_SPECIFICATION),
				 errmsg("savepoint " INT64_FORMAT " is not valid any more, or belongs to another call", id)));
	return savepoint;
}

void
java_release_savepoint(int64 id)
{
	JavaSavepoint *savepoint = find_savepoint(id);
	MemoryContext old = CurrentMemoryContext;

	while (GetCurrentTransactionNestLevel() >= savepoint->level)
		ReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(old);
	CurrentResourceOwner = savepoint->outer;
	forget_until(savepoint->previous);
}

/* As JDBC wants it, the savepoint stays alive and can be rolled back to again. */
void
java_rollback_savepoint(int64 id)
{
	JavaSavepoint *savepoint = find_savepoint(id);
	MemoryContext old = CurrentMemoryContext;

	while (GetCurrentTransactionNestLevel() >= savepoint->level)
		RollbackAndReleaseCurrentSubTransaction();
	CurrentResourceOwner = savepoint->outer;
	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(old);
	savepoint->reborn = true;
	forget_until(savepoint);
	java_frame->failed = false;
}

static void
close_cursors(JavaFrame *frame)
{
	ListCell   *cell;

	foreach(cell, frame->cursors)
	{
		Portal		portal = SPI_cursor_find((char *) lfirst(cell));

		if (portal != NULL)
			SPI_cursor_close(portal);
	}
	frame->cursors = NIL;
}

/*
 * Brings the transaction back to the level at which the call began. A savepoint left open by a call
 * that ended well is rolled back with a warning, as PL/Java does it; one that was already rolled
 * back to is released. With "ended" false an error is leaving the call.
 */
void
java_unwind(JavaFrame *frame, bool ended)
{
	JavaSavepoint *first = frame->savepoints;
	bool		release;

	while (first != NULL && first->previous != NULL)
		first = first->previous;
	release = ended && first != NULL && first->reborn;
	while (GetCurrentTransactionNestLevel() > frame->level)
	{
		if (release)
			ReleaseCurrentSubTransaction();
		else
			RollbackAndReleaseCurrentSubTransaction();
	}
	frame->savepoints = NULL;
	MemoryContextSwitchTo(frame->caller);
	CurrentResourceOwner = frame->owner;
	if (!ended)
		return;
	if (first != NULL && !release)
		ereport(WARNING,
				(errmsg("a savepoint that a Java function left open was rolled back")));
	close_cursors(frame);
}
