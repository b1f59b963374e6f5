/*
 * Rows as one block of bytes, and parameters out of one: big endian, each value with its length.
 * Cell.java and Parameter.java are the other side.
 */
#include "host.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "parser/parse_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

typedef struct Column
{
	char		kind;
	Oid			type;			/* base type, of the elements for an array */
	int16		length;
	bool		by_value;
	char		align;
	FmgrInfo	output;
} Column;

/* NULL stays length -1; the text is in the server encoding. */
static void
put_chars(StringInfo out, const char *text, int length)
{
	char	   *utf8 = java_to_utf8(text, length);

	if (utf8 != text)
		length = strlen(utf8);
	pq_sendint32(out, length);
	appendBinaryStringInfo(out, utf8, length);
	if (utf8 != text)
		pfree(utf8);
}

void
java_put_text(StringInfo out, const char *text)
{
	if (text == NULL)
		pq_sendint32(out, (uint32) -1);
	else
		put_chars(out, text, strlen(text));
}

/* Text of a request in the server encoding, NULL for length -1. */
char *
java_get_text(StringInfo in, int *length)
{
	int			bytes = pq_getmsgint(in, 4);
	char	   *utf8;
	char	   *text;

	*length = bytes;
	if (bytes < 0)
		return NULL;
	utf8 = palloc((Size) bytes + 1);
	pq_copymsgbytes(in, utf8, bytes);
	utf8[bytes] = '\0';
	if (memchr(utf8, '\0', bytes) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
				 errmsg("text cannot contain the character U+0000")));
	text = pg_any_to_server(utf8, bytes, PG_UTF8);
	if (text != utf8)
		*length = strlen(text);
	return text;
}

static char
scalar_kind(Oid type)
{
	switch (type)
	{
		case BOOLOID:
			return 'b';
		case INT2OID:
			return 's';
		case INT4OID:
			return 'i';
		case INT8OID:
		case OIDOID:
			return 'l';
		case FLOAT4OID:
			return 'f';
		case FLOAT8OID:
			return 'd';
		case NUMERICOID:
			return 'n';
		case BYTEAOID:
			return 'x';
		default:
			return 't';
	}
}

static char
column_kind(Oid type, Oid *element)
{
	char		kind;

	switch (type)
	{
		case TEXTARRAYOID:
		case VARCHARARRAYOID:
		case NAMEARRAYOID:
		case BOOLARRAYOID:
		case INT2ARRAYOID:
		case INT4ARRAYOID:
		case INT8ARRAYOID:
		case FLOAT4ARRAYOID:
		case FLOAT8ARRAYOID:
		case BYTEAARRAYOID:
			*element = get_element_type(type);
			kind = scalar_kind(*element);
			return pg_toupper((unsigned char) kind);
		default:
			*element = type;
			return scalar_kind(type);
	}
}

/* PL/Java makes another value of these, a number of a "char": what is read so would be wrong there. */
static bool
is_read_differently(Oid type)
{
	switch (type)
	{
		case CHAROID:
		case OIDOID:
		case DATEOID:
		case TIMEOID:
		case TIMETZOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
		case OIDVECTOROID:
		case INT2VECTOROID:
			return true;
		default:
			return type_is_rowtype(type) ||
				(type_is_array(type) && is_read_differently(get_element_type(type)));
	}
}

void
java_put_columns(StringInfo out, TupleDesc desc)
{
	int			i;

	pq_sendint32(out, desc->natts);
	for (i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(desc, i);
		Oid			type = getBaseType(attribute->atttypid);
		Oid			element;

		if (is_read_differently(type))
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("column %d, \"%s\", is of type %s, of which another host makes another value",
							i + 1, NameStr(attribute->attname), format_type_be(type)),
					 errhint("Cast it in the query.")));
		pq_sendbyte(out, column_kind(type, &element));
		java_put_text(out, NameStr(attribute->attname));
	}
}

static void
describe_column(Column *column, Oid type)
{
	Oid			output;
	bool		varlena;

	column->kind = column_kind(getBaseType(type), &column->type);
	get_typlenbyvalalign(column->type, &column->length, &column->by_value, &column->align);
	getTypeOutputInfo(column->type, &output, &varlena);
	fmgr_info(output, &column->output);
}

static void
put_varlena(StringInfo out, Datum value, bool text)
{
	struct varlena *varlena = PG_DETOAST_DATUM_PACKED(value);
	int			length = VARSIZE_ANY_EXHDR(varlena);

	if (text)
		put_chars(out, VARDATA_ANY(varlena), length);
	else
	{
		pq_sendint32(out, length);
		appendBinaryStringInfo(out, VARDATA_ANY(varlena), length);
	}
	if ((Pointer) varlena != DatumGetPointer(value))
		pfree(varlena);
}

static void
put_output(StringInfo out, Column *column, Datum value)
{
	char	   *text = OutputFunctionCall(&column->output, value);

	put_chars(out, text, strlen(text));
	pfree(text);
}

static void
put_scalar(StringInfo out, Column *column, Datum value)
{
	switch (pg_tolower((unsigned char) column->kind))
	{
		case 'b':
			pq_sendint32(out, 1);
			pq_sendbyte(out, DatumGetBool(value));
			break;
		case 's':
			pq_sendint32(out, 2);
			pq_sendint16(out, DatumGetInt16(value));
			break;
		case 'i':
			pq_sendint32(out, 4);
			pq_sendint32(out, DatumGetInt32(value));
			break;
		case 'l':
			pq_sendint32(out, 8);
			pq_sendint64(out, column->type == OIDOID ? (int64) DatumGetObjectId(value) : DatumGetInt64(value));
			break;
		case 'f':
			pq_sendint32(out, 4);
			pq_sendfloat4(out, DatumGetFloat4(value));
			break;
		case 'd':
			pq_sendint32(out, 8);
			pq_sendfloat8(out, DatumGetFloat8(value));
			break;
		case 'x':
			put_varlena(out, value, false);
			break;
		default:
			if (column->type == TEXTOID || column->type == VARCHAROID)
				put_varlena(out, value, true);
			else
				put_output(out, column, value);
			break;
	}
}

/* The array's own length is filled in when its elements are written. */
static void
put_array(StringInfo out, Column *column, Datum value)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	int			i;
	int			start = out->len;
	uint32		length;

	deconstruct_array(array, column->type, column->length, column->by_value, column->align,
					  &elements, &nulls, &count);
	pq_sendint32(out, 0);
	pq_sendint32(out, count);
	for (i = 0; i < count; i++)
	{
		if (nulls[i])
			pq_sendint32(out, (uint32) -1);
		else
			put_scalar(out, column, elements[i]);
	}
	length = pg_hton32((uint32) (out->len - start - 4));
	memcpy(out->data + start, &length, 4);
}

void
java_put_rows(StringInfo out, TupleDesc desc, HeapTuple *rows, uint64 count)
{
	Column	   *columns = palloc0(Max(desc->natts, 1) * sizeof(Column));
	Datum	   *values = palloc(Max(desc->natts, 1) * sizeof(Datum));
	bool	   *nulls = palloc(Max(desc->natts, 1) * sizeof(bool));
	uint64		row;
	int			i;

	for (i = 0; i < desc->natts; i++)
		describe_column(&columns[i], TupleDescAttr(desc, i)->atttypid);
	for (row = 0; row < count; row++)
	{
		heap_deform_tuple(rows[row], desc, values, nulls);
		for (i = 0; i < desc->natts; i++)
		{
			if (nulls[i])
				pq_sendint32(out, (uint32) -1);
			else if (columns[i].kind >= 'A' && columns[i].kind <= 'Z')
				put_array(out, &columns[i], values[i]);
			else
				put_scalar(out, &columns[i], values[i]);
		}
	}
}

Oid
java_parameter_type(StringInfo in)
{
	char		code = pq_getmsgbyte(in);
	int			length;
	int32		typmod;
	Oid			type;

	switch (code)
	{
		case 't':
			return TEXTOID;
		case 's':
			return INT2OID;
		case 'i':
			return INT4OID;
		case 'l':
			return INT8OID;
		case 'b':
			return BOOLOID;
		case 'f':
			return FLOAT4OID;
		case 'd':
			return FLOAT8OID;
		case 'n':
			return NUMERICOID;
		case 'x':
			return BYTEAOID;
		case 'I':
			return INT4ARRAYOID;
		case 'L':
			return INT8ARRAYOID;
		case 'B':
			return BOOLARRAYOID;
		case 'N':
#if PG_VERSION_NUM >= 160000
			parseTypeString(java_get_text(in, &length), &type, &typmod, NULL);
#else
			parseTypeString(java_get_text(in, &length), &type, &typmod, false);
#endif
			return type;
		default:
			elog(ERROR, "unknown parameter type code \"%c\"", code);
	}
	return InvalidOid;
}

static Datum
array_parameter(StringInfo in, int bytes, Oid type, int size)
{
	int			count = bytes / size;
	Datum	   *elements = palloc(Max(count, 1) * sizeof(Datum));
	int			i;

	for (i = 0; i < count; i++)
		elements[i] = size == 1 ? BoolGetDatum(pq_getmsgbyte(in) != 0)
			: size == 4 ? Int32GetDatum((int32) pq_getmsgint(in, 4))
			: Int64GetDatum(pq_getmsgint64(in));
	return PointerGetDatum(construct_array(elements, count, type, size, true,
										   size == 1 ? TYPALIGN_CHAR : size == 4 ? TYPALIGN_INT : TYPALIGN_DOUBLE));
}

/* The next value of a request; *isnull as SPI wants it. */
Datum
java_parameter(StringInfo in, Oid type, char *isnull)
{
	int			start = in->cursor;
	int			length = pq_getmsgint(in, 4);
	char	   *text;
	bytea	   *bytes;

	*isnull = length < 0 ? 'n' : ' ';
	if (length < 0)
		return (Datum) 0;
	switch (type)
	{
		case INT2OID:
			return Int16GetDatum((int16) pq_getmsgint(in, 2));
		case INT4OID:
			return Int32GetDatum((int32) pq_getmsgint(in, 4));
		case INT8OID:
			return Int64GetDatum(pq_getmsgint64(in));
		case BOOLOID:
			return BoolGetDatum(pq_getmsgbyte(in) != 0);
		case FLOAT4OID:
			return Float4GetDatum(pq_getmsgfloat4(in));
		case FLOAT8OID:
			return Float8GetDatum(pq_getmsgfloat8(in));
		case BYTEAOID:
			bytes = palloc((Size) length + VARHDRSZ);
			SET_VARSIZE(bytes, length + VARHDRSZ);
			pq_copymsgbytes(in, VARDATA(bytes), length);
			return PointerGetDatum(bytes);
		case INT4ARRAYOID:
			return array_parameter(in, length, INT4OID, 4);
		case INT8ARRAYOID:
			return array_parameter(in, length, INT8OID, 8);
		case BOOLARRAYOID:
			return array_parameter(in, length, BOOLOID, 1);
		default:
			in->cursor = start;
			text = java_get_text(in, &length);
			if (type == TEXTOID)
				return PointerGetDatum(cstring_to_text_with_len(text, length));
			return DirectFunctionCall3(numeric_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid),
									   Int32GetDatum(-1));
	}
}
