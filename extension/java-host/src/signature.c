/*
 * The text after AS, and how SQL types and Java types go together.
 */
#include "host.h"

#include <ctype.h>

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

static const JavaType types[] = {
	{"boolean", "Z", CODE_BOOLEAN, CODE_BOXED_BOOLEAN},
	{"int", "I", CODE_INT, CODE_BOXED_INT},
	{"long", "J", CODE_LONG, CODE_BOXED_LONG},
	{"double", "D", CODE_DOUBLE, CODE_BOXED_DOUBLE},
	{"java.lang.Boolean", "Ljava/lang/Boolean;", CODE_BOXED_BOOLEAN, 0},
	{"java.lang.Integer", "Ljava/lang/Integer;", CODE_BOXED_INT, 0},
	{"java.lang.Long", "Ljava/lang/Long;", CODE_BOXED_LONG, 0},
	{"java.lang.Double", "Ljava/lang/Double;", CODE_BOXED_DOUBLE, 0},
	{"java.lang.String", "Ljava/lang/String;", CODE_STRING, 0},
	{"byte[]", "[B", CODE_BYTES, 0},
	{"java.lang.String[]", "[Ljava/lang/String;", CODE_STRINGS, 0},
	{"void", "V", CODE_VOID, 0},
	{"java.util.Iterator", "Ljava/util/Iterator;", CODE_ITERATOR, 0},
};

const JavaType *
java_type_by_code(char code)
{
	int			i;

	for (i = 0; i < lengthof(types); i++)
		if (types[i].code == code)
			return &types[i];
	elog(ERROR, "unknown Java type code \"%c\"", code);
	return NULL;
}

char
java_default_code(Oid type)
{
	switch (getBaseType(type))
	{
		case BOOLOID:
			return CODE_BOOLEAN;
		case INT4OID:
			return CODE_INT;
		case INT8OID:
			return CODE_LONG;
		case FLOAT8OID:
			return CODE_DOUBLE;
		case BYTEAOID:
			return CODE_BYTES;
		case TEXTARRAYOID:
		case VARCHARARRAYOID:
			return CODE_STRINGS;
		case VOIDOID:
			return CODE_VOID;
		default:
			return CODE_STRING;
	}
}

void
java_source_error(const char *source)
{
	ereport(ERROR,
			(errcode(ERRCODE_SYNTAX_ERROR),
			 errmsg("\"%s\" does not name a Java method", source),
			 errhint("Write package.Class.method or result=package.Class.method(type,...).")));
}

static char *
without_blanks(const char *text)
{
	char	   *result = palloc(strlen(text) + 1);
	char	   *to = result;

	for (; *text != '\0'; text++)
		if (!isspace((unsigned char) *text))
			*to++ = *text;
	*to = '\0';
	return result;
}

static void
parse_parameters(JavaSource *source, char *list, const char *whole)
{
	char	   *end = strchr(list, ')');
	char	   *entry;

	if (end == NULL || end[1] != '\0')
		java_source_error(whole);
	*end = '\0';
	source->has_parameters = true;
	while (list != NULL && *list != '\0')
	{
		entry = strsep(&list, ",");
		if (*entry == '\0' || (list != NULL && *list == '\0'))
			java_source_error(whole);
		source->parameters = lappend(source->parameters, entry);
	}
}

JavaSource
java_parse_source(const char *text)
{
	JavaSource		source = {0};
	char	   *name = without_blanks(text);
	char	   *open = strchr(name, '(');
	char	   *equals = strchr(name, '=');
	char	   *dot;
	char	   *generic;

	if (open != NULL)
	{
		*open = '\0';
		parse_parameters(&source, open + 1, text);
	}
	if (equals != NULL && (open == NULL || equals < open))
	{
		*equals = '\0';
		source.result = name;
		generic = strchr(name, '<');
		if (generic != NULL)
			*generic = '\0';
		name = equals + 1;
	}
	dot = strrchr(name, '.');
	if (dot == NULL || dot == name || dot[1] == '\0' || (source.result != NULL && *source.result == '\0'))
		java_source_error(text);
	*dot = '\0';
	source.class = name;
	source.method = dot + 1;
	return source;
}

/* An explicit Java type must be the SQL type's own, its box, or String, which takes any. */
char
java_explicit_code(const char *name, Oid sql_type)
{
	char		usual = java_default_code(sql_type);
	int			i;

	for (i = 0; i < lengthof(types); i++)
		if (strcmp(types[i].name, name) == 0)
		{
			char		code = types[i].code;

			if (code == usual || code == java_type_by_code(usual)->boxed || (code == CODE_STRING && usual != CODE_VOID))
				return code;
		}
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("SQL type %s cannot be Java type %s", format_type_be(sql_type), name),
			 errhint("Its Java type is %s.", java_type_by_code(usual)->name)));
	return 0;
}
