/*
 * From a pg_proc entry to a Java method, and the cache of those in use.
 */
#include "host.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

static HTAB *routines = NULL;

static void
check_type(Oid type, bool result)
{
	char		kind = get_typtype(type);

	if ((kind == TYPTYPE_PSEUDO && !(result && type == VOIDOID)) || kind == TYPTYPE_COMPOSITE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("Java functions cannot %s type %s", result ? "return" : "take", format_type_be(type)),
				 errhint("Pass rows as json, and let an SQL function take them apart.")));
}

static void
resolve_parameters(JavaRoutine *routine, JavaSource *source, Form_pg_proc proc)
{
	int			i;

	routine->nargs = proc->pronargs;
	if (source->has_parameters && list_length(source->parameters) != routine->nargs)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_FUNCTION_DEFINITION),
				 errmsg("the AS clause names %d parameters, the function has %d",
						list_length(source->parameters), routine->nargs)));
	routine->arg_codes = palloc0(routine->nargs + 1);
	routine->arg_types = palloc0((routine->nargs + 1) * sizeof(Oid));
	routine->arg_output = palloc0((routine->nargs + 1) * sizeof(FmgrInfo));
	for (i = 0; i < routine->nargs; i++)
	{
		Oid			type = proc->proargtypes.values[i];
		Oid			output;
		bool		varlena;

		check_type(type, false);
		routine->arg_codes[i] = source->has_parameters
			? java_explicit_code(list_nth(source->parameters, i), type) : java_default_code(type);
		routine->arg_types[i] = getBaseType(type);
		getTypeOutputInfo(type, &output, &varlena);
		fmgr_info_cxt(output, &routine->arg_output[i], routine->context);
	}
}

static void
resolve_result(JavaRoutine *routine, JavaSource *source, Form_pg_proc proc)
{
	Oid			input;

	check_type(proc->prorettype, true);
	routine->returns_set = proc->proretset;
	routine->result_type = proc->prorettype;
	getTypeInputInfo(routine->result_type, &input, &routine->result_ioparam);
	if (OidIsValid(input))
		fmgr_info_cxt(input, &routine->result_input, routine->context);
	if (routine->returns_set)
	{
		if (source->result != NULL && strcmp(source->result, "java.util.Iterator") != 0)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("the Java type of a set is java.util.Iterator, not %s", source->result)));
		if (java_default_code(routine->result_type) != CODE_STRING)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("Java functions cannot return sets of %s", format_type_be(routine->result_type))));
		routine->result_code = CODE_ITERATOR;
	}
	else
		routine->result_code = source->result != NULL
			? java_explicit_code(source->result, routine->result_type) : java_default_code(routine->result_type);
}

static char *
descriptor(JavaRoutine *routine, char result_code)
{
	StringInfoData text;
	int			i;

	initStringInfo(&text);
	appendStringInfoChar(&text, '(');
	for (i = 0; i < routine->nargs; i++)
		appendStringInfoString(&text, java_type_by_code(routine->arg_codes[i])->descriptor);
	appendStringInfo(&text, ")%s", java_type_by_code(result_code)->descriptor);
	return text.data;
}

static void
find_class(JavaRoutine *routine, JavaSource *source)
{
	JNIEnv	   *env = java_env;
	char	   *path = pstrdup(source->class);
	char	   *p;
	jclass		class;

	for (p = path; *p != '\0'; p++)
		if (*p == '.')
			*p = '/';
		else if (IS_HIGHBIT_SET(*p) || *p == '/')
			java_source_error(source->class);
	class = (*env)->FindClass(env, path);
	java_raise_pending();
	routine->class = (*env)->NewGlobalRef(env, class);
	(*env)->DeleteLocalRef(env, class);
	if (routine->class == NULL)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of Java memory")));
}

/* NULL when there is none. */
static jmethodID
try_method(JavaRoutine *routine, const char *name, char result_code)
{
	jmethodID	method = (*java_env)->GetStaticMethodID(java_env, routine->class, name,
														descriptor(routine, result_code));

	(*java_env)->ExceptionClear(java_env);
	if (method != NULL)
		routine->result_code = result_code;
	return method;
}

/* Static initialisers are code like any other: they may use the connection and may be cancelled. */
static void
initialize_class(JavaRoutine *routine)
{
	jvalue		argument;

	argument.l = routine->class;
	java_enter();
	(*java_env)->CallStaticVoidMethodA(java_env, java.host, java.initialize, &argument);
	java_returned();
}

static void
find_method(JavaRoutine *routine, JavaSource *source)
{
	char		boxed = source->result == NULL ? java_type_by_code(routine->result_code)->boxed : 0;

	routine->method = try_method(routine, source->method, routine->result_code);
	if (routine->method == NULL && boxed != 0)
		routine->method = try_method(routine, source->method, boxed);
	if (routine->method == NULL || !java_is_public(routine->class, routine->method))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("Java class %s has no public static method %s%s", source->class, source->method,
						descriptor(routine, routine->result_code))));
}

static void
fill_routine(JavaRoutine *routine, HeapTuple tuple)
{
	Form_pg_proc proc = (Form_pg_proc) GETSTRUCT(tuple);
	bool		isnull;
	Datum		prosrc = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosrc, &isnull);
	JavaSource		source;

	if (isnull)
		elog(ERROR, "null prosrc of function %u", routine->oid);
	source = java_parse_source(TextDatumGetCString(prosrc));
	routine->xmin = HeapTupleHeaderGetRawXmin(tuple->t_data);
	routine->tid = tuple->t_self;
	routine->read_only = proc->provolatile != PROVOLATILE_VOLATILE;
	resolve_parameters(routine, &source, proc);
	resolve_result(routine, &source, proc);
	if (proc->prokind != PROKIND_FUNCTION)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("only functions can be written in Java, neither procedures nor aggregates")));
	find_class(routine, &source);
	initialize_class(routine);
	find_method(routine, &source);
}

static void
free_routine(JavaRoutine *routine)
{
	if (routine->class != NULL)
		(*java_env)->DeleteGlobalRef(java_env, routine->class);
	MemoryContextDelete(routine->context);
}

static JavaRoutine *
load_routine(HeapTuple tuple, Oid oid)
{
	MemoryContext context = AllocSetContextCreate(TopMemoryContext, "Java function", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	JavaRoutine *routine = palloc0(sizeof(JavaRoutine));

	routine->oid = oid;
	routine->context = context;
	PG_TRY();
	{
		fill_routine(routine, tuple);
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(old);
		free_routine(routine);
		PG_RE_THROW();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(old);
	return routine;
}

typedef struct Entry
{
	Oid			oid;
	JavaRoutine *routine;
} Entry;

static HTAB *
routine_table(void)
{
	HASHCTL		control = {0};

	if (routines == NULL)
	{
		control.keysize = sizeof(Oid);
		control.entrysize = sizeof(Entry);
		routines = hash_create("Java functions", 128, &control, HASH_ELEM | HASH_BLOBS);
	}
	return routines;
}

/* The function as it is defined now; give it back with java_release(). */
JavaRoutine *
java_routine(Oid oid)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(oid));
	bool		found;
	Entry	   *entry;
	JavaRoutine *routine;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", oid);
	entry = hash_search(routine_table(), &oid, HASH_FIND, &found);
	routine = found ? entry->routine : NULL;
	if (routine == NULL || routine->xmin != HeapTupleHeaderGetRawXmin(tuple->t_data)
		|| !ItemPointerEquals(&routine->tid, &tuple->t_self))
	{
		JavaRoutine *fresh = load_routine(tuple, oid);

		/* loading may have run static initialisers, and these anything */
		entry = hash_search(routine_table(), &oid, HASH_ENTER, &found);
		if (found)
		{
			entry->routine->stale = true;
			entry->routine->uses++;
			java_release(entry->routine);
		}
		entry->routine = routine = fresh;
	}
	ReleaseSysCache(tuple);
	routine->uses++;
	return routine;
}

void
java_release(JavaRoutine *routine)
{
	routine->uses--;
	if (routine->stale && routine->uses == 0)
		free_routine(routine);
}

/* For the validator: everything but the cache. */
void
java_check_routine(Oid oid)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(oid));

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", oid);
	free_routine(load_routine(tuple, oid));
	ReleaseSysCache(tuple);
}
