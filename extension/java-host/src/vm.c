/*
 * Settings, finding libjvm, and starting the VM: once per process, lazily, never in the postmaster.
 */
#include "host.h"

#include <dirent.h>
#include <dlfcn.h>
#include <locale.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include "miscadmin.h"
#include "replication/walsender.h"
#include "storage/ipc.h"
#include "tcop/tcopprot.h"
#include "utils/guc.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

typedef enum
{
	NOT_STARTED, RUNNING, FAILED
} VmState;

typedef jint (JNICALL *CreateVm) (JavaVM **vm, void **env, void *args);

JNIEnv	   *java_env = NULL;

static VmState state = NOT_STARTED;
static char *failure = NULL;
static pthread_t starter;
static size_t java_stack = 0;
static int	exit_code = 0;

static char *setting_libjvm;
static char *setting_classpath;
static char *setting_vmoptions;

void		_PG_init(void);

static bool
check_fixed(char **newval, void **extra, GucSource source)
{
	if (state == NOT_STARTED)
		return true;
	GUC_check_errmsg("this parameter cannot be changed once the Java VM was started");
	GUC_check_errhint("Set it in a new session before the first Java function is called.");
	return false;
}

void
_PG_init(void)
{
	char		share[MAXPGPATH];
	char	   *classpath;

	get_share_path(my_exec_path, share);
	classpath = MemoryContextStrdup(TopMemoryContext, psprintf("%s/gitversion/gitversion.jar", share));
	DefineCustomStringVariable("gitversion_java_host.libjvm", "Path of libjvm.so.",
							   "Empty: the JDK of the build, JAVA_HOME, then the usual places.",
							   &setting_libjvm, "", PGC_SUSET, 0, check_fixed, NULL, NULL);
	DefineCustomStringVariable("gitversion_java_host.classpath", "Where Java classes are looked for.",
							   "Jars and directories, separated by colons.",
							   &setting_classpath, classpath, PGC_SUSET, 0, check_fixed, NULL, NULL);
	DefineCustomStringVariable("gitversion_java_host.vmoptions", "More options for the Java VM.",
							   "Separated by blanks; they come after the built-in ones.",
							   &setting_vmoptions, "", PGC_SUSET, 0, check_fixed, NULL, NULL);
	MarkGUCPrefixReserved("gitversion_java_host");
}

/* The newest-looking JDK below a folder: names sort by version closely enough. */
static char *
search_folder(const char *folder)
{
	DIR		   *dir = opendir(folder);
	struct dirent *entry;
	char	   *best = NULL;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
	{
		char	   *path = psprintf("%s/%s/lib/server/libjvm.so", folder, entry->d_name);

		if (entry->d_name[0] != '.' && access(path, R_OK) == 0 && (best == NULL || strcmp(path, best) > 0))
			best = path;
	}
	if (dir != NULL)
		closedir(dir);
	return best;
}

static char *
find_libjvm(void)
{
	static const char *const folders[] = {"/usr/lib/jvm", "/usr/java", "/opt/java", "/opt", NULL};
	const char *homes[] = {DEFAULT_JAVA_HOME, getenv("JAVA_HOME"), "/usr/lib/jvm/default-java"};
	char	   *path;
	int			i;

	if (setting_libjvm[0] != '\0')
		return setting_libjvm;
	for (i = 0; i < lengthof(homes); i++)
		if (homes[i] != NULL && access(path = psprintf("%s/lib/server/libjvm.so", homes[i]), R_OK) == 0)
			return path;
	for (i = 0; folders[i] != NULL; i++)
		if ((path = search_folder(folders[i])) != NULL)
			return path;
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_FILE),
			 errmsg("no Java VM found"),
			 errhint("Install a JDK or JRE 17 or newer, or set gitversion_java_host.libjvm.")));
	return NULL;
}

/*
 * HotSpot puts its guard pages at stack top - Xss, on the main thread too: code of the server that
 * recurses deeper would crash. So Xss covers all of the stack the server may use.
 */
static size_t
stack_size(void)
{
	struct rlimit limit;
	size_t		size = 64 * 1024 * 1024;

	if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < size)
		size = limit.rlim_cur;
	size = size > 512 * 1024 ? (size - 512 * 1024) & ~(size_t) 0xffff : 0;
	return size;
}

static void
check_stack(size_t size)
{
	size_t		needed = (size_t) max_stack_depth * 1024 + 1024 * 1024;

	if (size < needed)
		ereport(ERROR,
				(errcode(ERRCODE_CONFIGURATION_LIMIT_EXCEEDED),
				 errmsg("the stack is too small for Java beside \"max_stack_depth\""),
				 errdetail("Java's stack has %zu kB, \"max_stack_depth\" and 1 MB need %zu kB.",
						   size / 1024, needed / 1024),
				 errhint("Lower \"max_stack_depth\" or raise the server's stack limit (ulimit -s).")));
}

static void
check_class_path(char *path)
{
	char	   *copy = pstrdup(path);
	char	   *entry;
	char	   *rest = copy;

	while ((entry = strsep(&rest, ":")) != NULL)
		if (entry[0] != '\0' && access(entry, R_OK) != 0)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_FILE),
					 errmsg("\"%s\" on the Java class path cannot be read: %m", entry),
					 errhint("Install it, or correct gitversion_java_host.classpath.")));
}

static void
add_hook(JavaVMInitArgs *args, int room, char *option, void *extra)
{
	if (args->nOptions >= room)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("too many options for the Java VM")));
	args->options[args->nOptions].optionString = option;
	args->options[args->nOptions++].extraInfo = extra;
}

static void
add_option(JavaVMInitArgs *args, int room, char *option)
{
	add_hook(args, room, option, NULL);
}

/*
 * A VM that cannot start ends the process, which without PostgreSQL's clean-up would restart the
 * whole server. A VM that breaks down later may have damaged memory: there the restart is right.
 */
static void JNICALL
gave_up(void)
{
	if (state == FAILED && pthread_equal(pthread_self(), starter))
		ereport(FATAL,
				(errcode(ERRCODE_SYSTEM_ERROR),
				 errmsg("the Java VM gave up while it was starting"),
				 errhint("The server log may say why. Memory may be short, or gitversion_java_host.vmoptions wrong.")));
}

static void JNICALL
gave_up_with(jint code)
{
	gave_up();
}

/* The heap is bounded: Java's own default would be a quarter of the machine for each session. */
static void
make_options(JavaVMInitArgs *args, int room)
{
	static char *const fixed[] = {
		"-Xrs", "-Xmx256m", "-Xmn32m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+DisableAttachMechanism",
		"-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr",
		"-XX:ErrorFile=/tmp/gitversion_java_host_%p.log", "-Dfile.encoding=UTF-8", NULL
	};
	char		share[MAXPGPATH];
	char		lib[MAXPGPATH];
	char	   *archive;
	char	   *jar;
	char	   *rest = pstrdup(setting_vmoptions);
	char	   *option;
	int			i;

	get_share_path(my_exec_path, share);
	get_pkglib_path(my_exec_path, lib);
	jar = psprintf("%s/gitversion_java_host/gitversion_java_host.jar", share);
	archive = psprintf("%s/gitversion_java_host.jsa", lib);
	check_class_path(jar);
	check_class_path(setting_classpath);
	add_hook(args, room, "abort", (void *) gave_up);
	add_hook(args, room, "exit", (void *) gave_up_with);
	for (i = 0; fixed[i] != NULL; i++)
		add_option(args, room, fixed[i]);
	add_option(args, room, psprintf("-Xss%zuk", java_stack / 1024));
	add_option(args, room, psprintf("-Djava.class.path=%s%s%s", jar, setting_classpath[0] ? ":" : "",
									setting_classpath));
	if (access(archive, R_OK) == 0)
		add_option(args, room, psprintf("-XX:SharedArchiveFile=%s", archive));
	while ((option = strsep(&rest, " \t\n")) != NULL)
		if (option[0] != '\0')
			add_option(args, room, option);
}

/*
 * At the end of the session the VM's threads must not run on while libraries are torn down, so the
 * process ends hard once PostgreSQL has finished its own work.
 */
static void
remember_exit_code(int code, Datum arg)
{
	exit_code = code;
}

static void
exit_hard(void)
{
	if (proc_exit_inprogress)
		_exit(exit_code);
}

static void
refuse(const char *message)
{
	state = FAILED;
	if (failure == NULL)
		failure = MemoryContextStrdup(TopMemoryContext, message);
	ereport(ERROR,
			(errcode(ERRCODE_SYSTEM_ERROR),
			 errmsg("%s", failure),
			 errhint("The server log may say more. Correct gitversion_java_host.* and start a new session.")));
}

/* Signals are blocked and the locale is kept by the caller. */
static const char *
create_vm(const char *libjvm, JavaVMInitArgs *args)
{
	void	   *library = dlopen(libjvm, RTLD_NOW | RTLD_GLOBAL);
	CreateVm	create;
	JavaVM	   *vm;
	JNIEnv	   *env;
	jint		status;

	if (library == NULL)
		return dlerror();
	create = (CreateVm) dlsym(library, "JNI_CreateJavaVM");
	if (create == NULL)
		return dlerror();
	on_proc_exit(remember_exit_code, 0);
	atexit(exit_hard);
	status = create(&vm, (void **) &env, args);
	if (status != JNI_OK)
		return psprintf("the Java VM could not be created (JNI status %d)", (int) status);
	java_watch(env, vm);
	java_bind(env);
	java_env = env;
	return NULL;
}

static void
start(void)
{
	JavaVMOption options[64];
	JavaVMInitArgs args = {JNI_VERSION_10, 0, NULL, JNI_FALSE};
	char	   *libjvm = find_libjvm();
	char	   *locale = pstrdup(setlocale(LC_ALL, NULL));
	const char *problem;
	sigset_t	signals;

	java_prepare_conversion();
	starter = pthread_self();
	java_stack = stack_size();
	check_stack(java_stack);
	args.options = options;
	make_options(&args, lengthof(options));
	state = FAILED;				/* whatever leaves the block below early */
	java_block_signals(&signals);
	PG_TRY();
	{
		problem = create_vm(libjvm, &args);
	}
	PG_FINALLY();
	{
		setlocale(LC_ALL, locale);
		java_restore_signals(&signals);
	}
	PG_END_TRY();
	if (problem != NULL)
		refuse(problem);
	state = RUNNING;
}

void
java_start(void)
{
	if (state == RUNNING)
	{
		check_stack(java_stack);
		return;
	}
	if (state == FAILED)
		refuse(failure != NULL ? failure : "the Java VM failed to start in this session");
	if (IsPostmasterEnvironment && !IsUnderPostmaster)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("the Java VM cannot be started in the postmaster")));
	if (am_walsender)
		ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						errmsg("Java functions cannot run in a replication connection")));
	start();
}
