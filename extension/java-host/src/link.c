/*
 * Binds the native method and looks up the classes and methods that C calls.
 */
#include "host.h"

JavaHandles java;

static jclass
find_class(JNIEnv *env, const char *name)
{
	jclass		class = (*env)->FindClass(env, name);
	jclass		global = class == NULL ? NULL : (*env)->NewGlobalRef(env, class);

	if (global == NULL)
	{
		(*env)->ExceptionClear(env);
		elog(ERROR, "Java class %s is missing", name);
	}
	(*env)->DeleteLocalRef(env, class);
	return global;
}

static jmethodID
static_method(JNIEnv *env, jclass class, const char *name, const char *signature)
{
	jmethodID	method = (*env)->GetStaticMethodID(env, class, name, signature);

	if (method == NULL)
	{
		(*env)->ExceptionClear(env);
		elog(ERROR, "Java method %s%s is missing", name, signature);
	}
	return method;
}

static void
bind_boxes(JNIEnv *env)
{
	static const char *const classes[] = {"Boolean", "Integer", "Long", "Double"};
	static const char *const values[] = {"booleanValue", "intValue", "longValue", "doubleValue"};
	static const char codes[] = "ZIJD";
	int			i;

	for (i = 0; i < 4; i++)
	{
		java.boxes[i] = find_class(env, psprintf("java/lang/%s", classes[i]));
		java.box[i] = static_method(env, java.boxes[i], "valueOf",
									psprintf("(%c)Ljava/lang/%s;", codes[i], classes[i]));
		java.unbox[i] = (*env)->GetMethodID(env, java.boxes[i], values[i], psprintf("()%c", codes[i]));
		if (java.unbox[i] == NULL)
		{
			(*env)->ExceptionClear(env);
			elog(ERROR, "Java method %s is missing", values[i]);
		}
	}
}

/*
 * System.exit() would end the process without PostgreSQL's clean-up, which restarts the whole
 * server: its native part is replaced by one that throws.
 */
static void JNICALL
refuse_exit(JNIEnv *env, jclass class, jint status)
{
	jclass		exception = (*env)->FindClass(env, "java/lang/SecurityException");

	if (exception != NULL)
		(*env)->ThrowNew(env, exception, "the server's Java VM cannot be ended by Java code");
}

static void
forbid_exit(JNIEnv *env)
{
	static const JNINativeMethod halt = {"halt0", "(I)V", (void *) refuse_exit};
	jclass		shutdown = (*env)->FindClass(env, "java/lang/Shutdown");

	if (shutdown == NULL || (*env)->RegisterNatives(env, shutdown, &halt, 1) != JNI_OK)
	{
		(*env)->ExceptionClear(env);
		elog(ERROR, "System.exit() cannot be disabled in this Java VM");
	}
	(*env)->DeleteLocalRef(env, shutdown);
}

void
java_bind(JNIEnv *env)
{
	static const JNINativeMethod call = {"call", "(IJI[B)[B", (void *) java_operation};
	jmethodID	start;

	java.host = find_class(env, "org/gitversion/javahost/Host");
	java.string = find_class(env, "java/lang/String");
	if ((*env)->RegisterNatives(env, java.host, &call, 1) != JNI_OK)
	{
		(*env)->ExceptionClear(env);
		elog(ERROR, "native method of the Java host could not be bound");
	}
	bind_boxes(env);
	forbid_exit(env);
	java.text = static_method(env, java.host, "text", "([B)Ljava/lang/String;");
	java.utf8 = static_method(env, java.host, "utf8", "(Ljava/lang/String;)[B");
	java.take = static_method(env, java.host, "take", "(Ljava/util/Iterator;I)[Ljava/lang/String;");
	java.drain = static_method(env, java.host, "drain", "()V");
	java.initialize = static_method(env, java.host, "initialize", "(Ljava/lang/Class;)V");
	java.server_exception = static_method(env, java.host, "exception", "([B)Ljava/lang/Throwable;");
	java.plain_exception = static_method(env, java.host, "exception",
										 "(Ljava/lang/String;[B)Ljava/lang/Throwable;");
	java.describe = static_method(env, java.host, "describe", "(Ljava/lang/Throwable;)[B");
	start = static_method(env, java.host, "start", "()V");
	(*env)->CallStaticVoidMethod(env, java.host, start);
	if ((*env)->ExceptionCheck(env))
	{
		(*env)->ExceptionClear(env);
		elog(ERROR, "the Java host could not be initialised");
	}
}
