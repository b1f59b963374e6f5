/*
 * Signals, and stopping Java code when its statement is cancelled.
 *
 * Java code does not look at PostgreSQL's interrupt flags. So the handlers of the signals that may
 * set one are wrapped: while the main thread is in Java they wake a thread, the watcher, which
 * interrupts the Java thread at once and stops it after 100 ms, then every 10 ms until it left Java.
 * A mutex around "is in Java" keeps the watcher from stopping a thread that is in server code.
 */
#include "host.h"

#include <errno.h>
#include <jvmti.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "miscadmin.h"

static pthread_t main_thread;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static sem_t wake;

static volatile sig_atomic_t in_java = 0;
static volatile sig_atomic_t poisoned = 0;
static bool touched = false;	/* the watcher acted; under the mutex */

static JavaVM *vm_handle;
static jvmtiEnv *jvmti;
static jthread main_java_thread;
static jthrowable stop_error;

static const int wrapped_signals[] = {SIGINT, SIGTERM, SIGALRM, SIGUSR1};
static struct sigaction previous[lengthof(wrapped_signals)];

static void
signals_of_server(sigset_t *set)
{
	static const int java_needs[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGUSR2};
	int			i;

	sigfillset(set);
	for (i = 0; i < lengthof(java_needs); i++)
		sigdelset(set, java_needs[i]);
}

/* Threads inherit the mask: none of those started meanwhile handles a signal of the server. */
void
java_block_signals(sigset_t *old)
{
	sigset_t	set;

	signals_of_server(&set);
	pthread_sigmask(SIG_BLOCK, &set, old);
}

void
java_restore_signals(const sigset_t *old)
{
	pthread_sigmask(SIG_SETMASK, old, NULL);
}

static void JNICALL
thread_started(jvmtiEnv *env, JNIEnv *jni, jthread thread)
{
	sigset_t	old;

	if (!pthread_equal(pthread_self(), main_thread))
		java_block_signals(&old);
}

static bool
must_stop(void)
{
#if PG_VERSION_NUM >= 170000
	if (TransactionTimeoutPending)
		return true;
#endif
	return QueryCancelPending || ProcDiePending || poisoned;
}

static void
wrapped(int signo)
{
	int			saved = errno;
	int			i;

	for (i = 0; i < lengthof(wrapped_signals); i++)
		if (wrapped_signals[i] == signo && previous[i].sa_handler != SIG_IGN && previous[i].sa_handler != SIG_DFL)
			previous[i].sa_handler(signo);
	if (in_java && must_stop())
		sem_post(&wake);
	errno = saved;
}

/* Not with pqsignal(): newer servers keep handlers in a table of their own. */
static void
wrap_signals(void)
{
	int			i;

	for (i = 0; i < lengthof(wrapped_signals); i++)
	{
		struct sigaction action;

		sigaction(wrapped_signals[i], NULL, &previous[i]);
		if (previous[i].sa_flags & SA_SIGINFO)
			continue;
		action = previous[i];
		action.sa_handler = wrapped;
		sigaction(wrapped_signals[i], &action, NULL);
	}
}

static void
wait_ms(long milliseconds)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += milliseconds * 1000 * 1000;
	if (until.tv_nsec >= 1000 * 1000 * 1000)
	{
		until.tv_sec++;
		until.tv_nsec -= 1000 * 1000 * 1000;
	}
	while (sem_timedwait(&wake, &until) == 0 || errno == EINTR)
		;
}

static void *
watcher(void *unused)
{
	JNIEnv	   *env = NULL;

	for (;;)
	{
		bool		first = true;

		while (sem_wait(&wake) != 0)
			;
		if (env == NULL && (*vm_handle)->AttachCurrentThreadAsDaemon(vm_handle, (void **) &env, NULL) != JNI_OK)
			continue;
		pthread_mutex_lock(&mutex);
		while (in_java && must_stop())
		{
			touched = true;
			if (first)
				(*jvmti)->InterruptThread(jvmti, main_java_thread);
			else
				(*jvmti)->StopThread(jvmti, main_java_thread, stop_error);
			pthread_mutex_unlock(&mutex);
			wait_ms(first ? 100 : 10);
			first = false;
			pthread_mutex_lock(&mutex);
		}
		pthread_mutex_unlock(&mutex);
	}
	return NULL;
}

static void
start_watcher(void)
{
	pthread_attr_t attributes;
	pthread_t	thread;
	int			status;

	if (sem_init(&wake, 0, 0) != 0)
		elog(ERROR, "could not create semaphore: %m");
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 512 * 1024);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	status = pthread_create(&thread, &attributes, watcher, NULL);
	pthread_attr_destroy(&attributes);
	if (status != 0)
		elog(ERROR, "could not create thread: %s", strerror(status));
}

static jthrowable
make_stop_error(JNIEnv *env)
{
	jclass		class = (*env)->FindClass(env, "org/gitversion/javahost/Stop");
	jmethodID	constructor = class == NULL ? NULL : (*env)->GetMethodID(env, class, "<init>", "()V");
	jobject		error = constructor == NULL ? NULL : (*env)->NewObject(env, class, constructor);

	if (error == NULL)
	{
		(*env)->ExceptionClear(env);
		elog(ERROR, "class org.gitversion.javahost.Stop is missing");
	}
	return (jthrowable) (*env)->NewGlobalRef(env, error);
}

/* Called on the main thread with signals blocked, right after the VM was created. */
void
java_watch(JNIEnv *env, JavaVM *vm)
{
	jvmtiCapabilities capabilities = {0};
	jvmtiEventCallbacks callbacks = {0};
	jthread		self;

	main_thread = pthread_self();
	vm_handle = vm;
	capabilities.can_signal_thread = 1;
	callbacks.ThreadStart = thread_started;
	if ((*vm)->GetEnv(vm, (void **) &jvmti, JVMTI_VERSION_1_2) != JNI_OK
		|| (*jvmti)->AddCapabilities(jvmti, &capabilities) != JVMTI_ERROR_NONE
		|| (*jvmti)->SetEventCallbacks(jvmti, &callbacks, sizeof(callbacks)) != JVMTI_ERROR_NONE
		|| (*jvmti)->SetEventNotificationMode(jvmti, JVMTI_ENABLE, JVMTI_EVENT_THREAD_START, NULL) != JVMTI_ERROR_NONE
		|| (*jvmti)->GetCurrentThread(jvmti, &self) != JVMTI_ERROR_NONE)
		elog(ERROR, "the Java VM does not offer what is needed to stop its threads");
	main_java_thread = (*env)->NewGlobalRef(env, self);
	stop_error = make_stop_error(env);
	start_watcher();
	wrap_signals();
}

bool
java_on_main_thread(void)
{
	return pthread_equal(pthread_self(), main_thread);
}

/* From here the watcher may stop the main thread. Nothing between this and java_leave() may throw. */
void
java_enter(void)
{
	bool		stop;

	pthread_mutex_lock(&mutex);
	in_java = 1;
	poisoned = java_frame != NULL && java_frame->poisoned;
	stop = must_stop();
	pthread_mutex_unlock(&mutex);
	if (stop)
		sem_post(&wake);
}

void
java_leave(void)
{
	pthread_mutex_lock(&mutex);
	in_java = 0;
	pthread_mutex_unlock(&mutex);
}

/* An interrupt or stop may have been sent but not arrived: take it before anything else runs. */
void
java_drain(void)
{
	JNIEnv	   *env = java_env;
	bool		sent;
	int			i;

	pthread_mutex_lock(&mutex);
	sent = touched;
	touched = false;
	pthread_mutex_unlock(&mutex);
	for (i = 0; sent && i < 3; i++)
	{
		(*env)->CallStaticVoidMethod(env, java.host, java.drain);
		if (!(*env)->ExceptionCheck(env))
			break;
		(*env)->ExceptionClear(env);
	}
}

bool
java_is_public(jclass class, jmethodID method)
{
	jint		of_class = 0;
	jint		of_method = 0;

	return (*jvmti)->GetClassModifiers(jvmti, class, &of_class) == JVMTI_ERROR_NONE
		&& (*jvmti)->GetMethodModifiers(jvmti, method, &of_method) == JVMTI_ERROR_NONE
		&& (of_class & 1) && (of_method & 1);
}
