/*
 * The embedded Java host: language "java" for the SQL/JRT subset of gitversion.
 * README.md in the folder above says how the parts work together.
 */
#ifndef GITVERSION_JAVA_HOST_H
#define GITVERSION_JAVA_HOST_H

#include "postgres.h"

#include <jni.h>

#include <signal.h>

#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "storage/itemptr.h"
#include "utils/elog.h"
#include "utils/palloc.h"
#include "utils/resowner.h"

/* PostgreSQL 18 has it before the declaration, earlier ones had another one behind. */
#ifndef pg_noreturn
#define pg_noreturn __attribute__((noreturn))
#endif

/* A savepoint that Java code holds: an internal subtransaction. */
typedef struct JavaSavepoint
{
	int64		id;
	int			level;			/* nest level inside the savepoint */
	bool		reborn;			/* it was rolled back to */
	ResourceOwner outer;
	struct JavaSavepoint *previous;
} JavaSavepoint;

/* One call of a Java function that is under way. */
typedef struct JavaFrame
{
	struct JavaFrame *previous;
	bool		read_only;		/* stable or immutable function */
	bool		failed;			/* a statement failed and was not rolled back */
	bool		poisoned;		/* the statement was cancelled: Java may not go on */
	char		reason[256];	/* message of what failed or cancelled */
	int			level;			/* transaction nest level at entry */
	MemoryContext caller;
	MemoryContext context;		/* lives as long as the call */
	MemoryContext work;			/* reset before each operation */
	ResourceOwner owner;
	JavaSavepoint *savepoints;
	List	   *cursors;		/* of char *: names of cursors opened */
} JavaFrame;

/* What a Java function looks like from here, cached by function oid (routine.c). */
typedef struct JavaRoutine
{
	Oid			oid;
	TransactionId xmin;
	ItemPointerData tid;
	int			uses;			/* calls under way */
	bool		stale;
	MemoryContext context;
	jclass		class;
	jmethodID	method;
	bool		returns_set;
	bool		read_only;
	int			nargs;
	char	   *arg_codes;		/* see codes below */
	Oid		   *arg_types;
	FmgrInfo   *arg_output;
	char		result_code;
	Oid			result_type;
	Oid			result_ioparam;
	FmgrInfo	result_input;
} JavaRoutine;

/* Codes of Java types in signatures. */
#define CODE_BOOLEAN 'Z'
#define CODE_INT 'I'
#define CODE_LONG 'J'
#define CODE_DOUBLE 'D'
#define CODE_BOXED_BOOLEAN 'z'
#define CODE_BOXED_INT 'i'
#define CODE_BOXED_LONG 'j'
#define CODE_BOXED_DOUBLE 'd'
#define CODE_STRING 'S'
#define CODE_BYTES 'X'
#define CODE_STRINGS 'A'
#define CODE_VOID 'V'
#define CODE_ITERATOR 'T'

/* Classes and methods every part needs; set when the VM runs. */
typedef struct JavaHandles
{
	jclass		host;
	jclass		string;
	jclass		boxes[4];		/* Boolean, Integer, Long, Double */
	jmethodID	box[4];
	jmethodID	unbox[4];
	jmethodID	text;
	jmethodID	utf8;
	jmethodID	take;
	jmethodID	drain;
	jmethodID	initialize;
	jmethodID	server_exception;
	jmethodID	plain_exception;
	jmethodID	describe;
} JavaHandles;

extern JNIEnv *java_env;		/* of the main thread; NULL before the VM runs */
extern JavaHandles java;
extern JavaFrame *java_frame;	/* innermost call under way */

/* vm.c */
extern void java_start(void);

/* link.c */
extern void java_bind(JNIEnv *env);

/* watch.c */
extern void java_block_signals(sigset_t *old);
extern void java_restore_signals(const sigset_t *old);
extern void java_watch(JNIEnv *env, JavaVM *vm);
extern void java_enter(void);
extern void java_leave(void);
extern void java_drain(void);
extern bool java_on_main_thread(void);
extern bool java_is_public(jclass class, jmethodID method);

/* signature.c */
typedef struct JavaType
{
	const char *name;
	const char *descriptor;
	char		code;
	char		boxed;			/* the code of the boxed type, 0 if there is none */
} JavaType;

/* The AS clause taken apart: [result=]class.method[(parameter,...)] */
typedef struct JavaSource
{
	char	   *result;			/* NULL: not given */
	char	   *class;
	char	   *method;
	List	   *parameters;		/* of char * */
	bool		has_parameters;
} JavaSource;

extern const JavaType *java_type_by_code(char code);
extern char java_default_code(Oid type);
extern char java_explicit_code(const char *name, Oid sql_type);
extern JavaSource java_parse_source(const char *text);
extern void java_source_error(const char *source);

/* routine.c */
extern JavaRoutine *java_routine(Oid oid);
extern void java_release(JavaRoutine *routine);
extern void java_check_routine(Oid oid);

/* convert.c */
extern void java_prepare_conversion(void);
extern char *java_to_utf8(const char *text, int length);
extern jstring java_string(const char *text, int length);
extern char *java_text(jstring string, int *length);
extern jvalue java_argument(char code, Oid type, FmgrInfo *output, Datum value, bool isnull);
extern Datum java_result(JavaRoutine *routine, jvalue value, bool *isnull);
extern Datum java_element(JavaRoutine *routine, jstring value, bool *isnull);

/* cells.c */
extern void java_put_columns(StringInfo out, TupleDesc desc);
extern void java_put_rows(StringInfo out, TupleDesc desc, HeapTuple *rows, uint64 count);
extern Oid	java_parameter_type(StringInfo in);
extern Datum java_parameter(StringInfo in, Oid type, char *isnull);
extern void java_put_text(StringInfo out, const char *text);
extern char *java_get_text(StringInfo in, int *length);

/* error.c */
extern void java_throw_error(JNIEnv *env, ErrorData *error);
extern void java_throw(JNIEnv *env, int sqlstate, const char *message);
pg_noreturn extern void java_raise(jthrowable thrown);
extern void java_raise_pending(void);

/* plan.c */
#define MAX_PLAN_ARGS 16

typedef struct JavaPlan
{
	uint64		key;			/* hash of text and types */
	SPIPlanPtr	spi;
	char	   *sql;
	int			nargs;
	Oid			types[MAX_PLAN_ARGS];
	int			uses;			/* operations under way */
	uint64		used;			/* when last */
} JavaPlan;

extern JavaPlan *java_plan(const char *sql, int nargs, Oid *types);
extern void java_plan_once(JavaPlan *plan, const char *sql);
extern void java_plan_done(JavaPlan *plan);

/* operation.c; codes as in Host.java */
enum
{
	EXECUTE = 1, PREPARED, BATCH, FETCH, CLOSE, SAVEPOINT, RELEASE, ROLLBACK, LOG_LINE
};

typedef struct JavaOperation
{
	int			code;
	int64		id;				/* of a cursor or savepoint */
	int			number;			/* of rows wanted */
	StringInfoData request;
	StringInfoData reply;
	JavaPlan   *plan;			/* kept plan in use */
} JavaOperation;

extern jbyteArray JNICALL java_operation(JNIEnv *env, jclass class, jint operation, jlong id, jint number,
										 jbyteArray request);

/* spi.c */
extern void java_run_sql(JavaOperation *op);

/* savepoint.c */
extern void java_set_savepoint(StringInfo reply);
extern void java_release_savepoint(int64 id);
extern void java_rollback_savepoint(int64 id);
extern void java_unwind(JavaFrame *frame, bool ended);

/* call.c */
extern void java_returned(void);

#endif
