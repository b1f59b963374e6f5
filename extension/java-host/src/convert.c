/*
 * Values between SQL and Java for arguments and results of functions.
 *
 * JNI's own strings are "modified UTF-8"; only ASCII takes that way, all else goes as byte[].
 */
#include "host.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "storage/shmem.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

static bool
is_ascii(const char *text, int length)
{
	int			i;

	for (i = 0; i < length; i++)
		if (IS_HIGHBIT_SET(text[i]))
			return false;
	return true;
}

static jbyteArray
java_bytes(const char *bytes, int length)
{
	jbyteArray	array = (*java_env)->NewByteArray(java_env, length);

	java_raise_pending();
	(*java_env)->SetByteArrayRegion(java_env, array, 0, length, (const jbyte *) bytes);
	return array;
}

static FmgrInfo to_utf8;

/* Looks up the conversion while it is safe to read the catalogs: errors need it when it is not. */
void
java_prepare_conversion(void)
{
	int			encoding = GetDatabaseEncoding();
	Oid			function;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return;
	function = FindDefaultConversionProc(encoding, PG_UTF8);
	if (!OidIsValid(function))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("default conversion function for encoding \"%s\" to \"%s\" does not exist",
						pg_encoding_to_char(encoding), "UTF8")));
	fmgr_info_cxt(function, &to_utf8, TopMemoryContext);
}

/* UTF-8 of text in the server encoding: the text itself, or else with a zero byte at its end. */
char *
java_to_utf8(const char *text, int length)
{
	char	   *result;

	if (!OidIsValid(to_utf8.fn_oid) || length == 0)
		return pg_server_to_any(text, length, PG_UTF8);
	result = palloc(add_size(mul_size(length, MAX_CONVERSION_GROWTH), 1));
	FunctionCall6(&to_utf8, Int32GetDatum(GetDatabaseEncoding()), Int32GetDatum(PG_UTF8), CStringGetDatum(text),
				  CStringGetDatum(result), Int32GetDatum(length), BoolGetDatum(false));
	return result;
}

/* A Java string of text in the server encoding; the text need not end in a zero byte. */
jstring
java_string(const char *text, int length)
{
	jstring		string;

	if (is_ascii(text, length))
		string = (*java_env)->NewStringUTF(java_env, pnstrdup(text, length));
	else
	{
		char	   *utf8 = java_to_utf8(text, length);
		jbyteArray	bytes = java_bytes(utf8, utf8 == text ? length : strlen(utf8));

		string = (*java_env)->CallStaticObjectMethod(java_env, java.host, java.text, bytes);
		(*java_env)->DeleteLocalRef(java_env, bytes);
	}
	java_raise_pending();
	return string;
}

/* Text in the server encoding, ending in a zero byte; refuses U+0000. */
char *
java_text(jstring string, int *length)
{
	JNIEnv	   *env = java_env;
	jsize		chars = (*env)->GetStringLength(env, string);
	jbyteArray	bytes;
	char	   *utf8;
	char	   *text;

	if ((*env)->GetStringUTFLength(env, string) == chars)
	{
		/* only characters 1 to 127 take one byte in modified UTF-8 */
		text = palloc((Size) chars + 1);
		(*env)->GetStringUTFRegion(env, string, 0, chars, text);
		text[chars] = '\0';
		*length = chars;
		return text;
	}
	bytes = (*env)->CallStaticObjectMethod(env, java.host, java.utf8, string);
	java_raise_pending();
	*length = (*env)->GetArrayLength(env, bytes);
	utf8 = palloc((Size) *length + 1);
	(*env)->GetByteArrayRegion(env, bytes, 0, *length, (jbyte *) utf8);
	(*env)->DeleteLocalRef(env, bytes);
	utf8[*length] = '\0';
	if (memchr(utf8, '\0', *length) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
				 errmsg("text cannot contain the character U+0000")));
	text = pg_any_to_server(utf8, *length, PG_UTF8);
	if (text != utf8)
		*length = strlen(text);
	return text;
}

static jstring
string_of_datum(Oid type, FmgrInfo *output, Datum value)
{
	char	   *text;

	if (type == TEXTOID || type == VARCHAROID)
	{
		struct varlena *varlena = PG_DETOAST_DATUM_PACKED(value);

		return java_string(VARDATA_ANY(varlena), VARSIZE_ANY_EXHDR(varlena));
	}
	text = OutputFunctionCall(output, value);
	return java_string(text, strlen(text));
}

static jobjectArray
strings_of_datum(Datum value)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	int			i;
	jobjectArray result;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("a Java function takes one-dimensional arrays only")));
	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &elements, &nulls, &count);
	result = (*java_env)->NewObjectArray(java_env, count, java.string, NULL);
	java_raise_pending();
	for (i = 0; i < count; i++)
	{
		jstring		string;

		if (nulls[i])
			continue;
		string = string_of_datum(TEXTOID, NULL, elements[i]);
		(*java_env)->SetObjectArrayElement(java_env, result, i, string);
		(*java_env)->DeleteLocalRef(java_env, string);
	}
	return result;
}

static int
box_index(char code)
{
	return code == CODE_BOXED_BOOLEAN ? 0 : code == CODE_BOXED_INT ? 1 : code == CODE_BOXED_LONG ? 2 : 3;
}

static jobject
box(char code, Datum value)
{
	int			i = box_index(code);
	jvalue		primitive;
	jobject		object;

	switch (code)
	{
		case CODE_BOXED_BOOLEAN:
			primitive.z = DatumGetBool(value);
			break;
		case CODE_BOXED_INT:
			primitive.i = DatumGetInt32(value);
			break;
		case CODE_BOXED_LONG:
			primitive.j = DatumGetInt64(value);
			break;
		default:
			primitive.d = DatumGetFloat8(value);
			break;
	}
	object = (*java_env)->CallStaticObjectMethodA(java_env, java.boxes[i], java.box[i], &primitive);
	java_raise_pending();
	return object;
}

jvalue
java_argument(char code, Oid type, FmgrInfo *output, Datum value, bool isnull)
{
	jvalue		result;
	bytea	   *bytes;

	result.j = 0;
	if (isnull && (code == CODE_BOOLEAN || code == CODE_INT || code == CODE_LONG || code == CODE_DOUBLE))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_NULL_VALUE_NOT_ALLOWED),
				 errmsg("NULL cannot be passed for a parameter of a primitive Java type"),
				 errhint("Declare the function STRICT, or name a boxed type such as java.lang.Integer in its AS clause.")));
	if (isnull)
	{
		result.l = NULL;
		return result;
	}
	switch (code)
	{
		case CODE_BOOLEAN:
			result.z = DatumGetBool(value);
			break;
		case CODE_INT:
			result.i = DatumGetInt32(value);
			break;
		case CODE_LONG:
			result.j = DatumGetInt64(value);
			break;
		case CODE_DOUBLE:
			result.d = DatumGetFloat8(value);
			break;
		case CODE_STRING:
			result.l = string_of_datum(type, output, value);
			break;
		case CODE_BYTES:
			bytes = DatumGetByteaPP(value);
			result.l = java_bytes(VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
			break;
		case CODE_STRINGS:
			result.l = strings_of_datum(value);
			break;
		default:
			result.l = box(code, value);
			break;
	}
	return result;
}

/* Text in the current memory context as a value of the routine's result type. */
Datum
java_element(JavaRoutine *routine, jstring value, bool *isnull)
{
	int			length;
	char	   *text;

	*isnull = value == NULL;
	if (value == NULL)
		return (Datum) 0;
	text = java_text(value, &length);
	if (routine->result_type == TEXTOID || routine->result_type == VARCHAROID)
		return PointerGetDatum(cstring_to_text_with_len(text, length));
	return InputFunctionCall(&routine->result_input, text, routine->result_ioparam, -1);
}

static Datum
datum_of_strings(jobjectArray strings, Oid array_type)
{
	int			count = (*java_env)->GetArrayLength(java_env, strings);
	Datum	   *elements = palloc(Max(count, 1) * sizeof(Datum));
	bool	   *nulls = palloc(Max(count, 1) * sizeof(bool));
	Oid			element = get_element_type(array_type);
	int			dims[1];
	int			lower[1] = {1};
	int			i;

	for (i = 0; i < count; i++)
	{
		jstring		string = (*java_env)->GetObjectArrayElement(java_env, strings, i);
		int			length;
		char	   *text;

		nulls[i] = string == NULL;
		elements[i] = (Datum) 0;
		if (string == NULL)
			continue;
		text = java_text(string, &length);
		elements[i] = PointerGetDatum(cstring_to_text_with_len(text, length));
		(*java_env)->DeleteLocalRef(java_env, string);
	}
	if (count == 0)
		return PointerGetDatum(construct_empty_array(element));
	dims[0] = count;
	return PointerGetDatum(construct_md_array(elements, nulls, 1, dims, lower, element, -1, false, TYPALIGN_INT));
}

static Datum
datum_of_bytes(jbyteArray array)
{
	int			length = (*java_env)->GetArrayLength(java_env, array);
	bytea	   *result = palloc((Size) length + VARHDRSZ);

	SET_VARSIZE(result, length + VARHDRSZ);
	(*java_env)->GetByteArrayRegion(java_env, array, 0, length, (jbyte *) VARDATA(result));
	return PointerGetDatum(result);
}

static Datum
unbox(char code, jobject object)
{
	jmethodID	method = java.unbox[box_index(code)];
	Datum		result;

	switch (code)
	{
		case CODE_BOXED_BOOLEAN:
			result = BoolGetDatum((*java_env)->CallBooleanMethod(java_env, object, method));
			break;
		case CODE_BOXED_INT:
			result = Int32GetDatum((*java_env)->CallIntMethod(java_env, object, method));
			break;
		case CODE_BOXED_LONG:
			result = Int64GetDatum((*java_env)->CallLongMethod(java_env, object, method));
			break;
		default:
			result = Float8GetDatum((*java_env)->CallDoubleMethod(java_env, object, method));
			break;
	}
	java_raise_pending();
	return result;
}

/* What the method returned, in the current memory context. */
Datum
java_result(JavaRoutine *routine, jvalue value, bool *isnull)
{
	char		code = routine->result_code;
	bool		object = code != CODE_BOOLEAN && code != CODE_INT && code != CODE_LONG && code != CODE_DOUBLE;

	*isnull = code == CODE_VOID ? false : object && value.l == NULL;
	if (*isnull)
		return (Datum) 0;
	switch (code)
	{
		case CODE_VOID:
			return (Datum) 0;
		case CODE_BOOLEAN:
			return BoolGetDatum(value.z);
		case CODE_INT:
			return Int32GetDatum(value.i);
		case CODE_LONG:
			return Int64GetDatum(value.j);
		case CODE_DOUBLE:
			return Float8GetDatum(value.d);
		case CODE_STRING:
			return java_element(routine, value.l, isnull);
		case CODE_BYTES:
			return datum_of_bytes(value.l);
		case CODE_STRINGS:
			return datum_of_strings(value.l, routine->result_type);
		default:
			return unbox(code, value.l);
	}
}
