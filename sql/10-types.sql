-- The kinds are those of the Java package kind, in upper case; kinds to come are listed already, so
-- that an upgrade need not add labels in a transaction of its own.
CREATE TYPE gitversion.object_type AS ENUM (
    'SCHEMA', 'TABLE', 'COLUMN', 'CONSTRAINT', 'INDEX', 'SEQUENCE', 'VIEW', 'VIEW_COLUMN',
    'MATERIALIZED_VIEW', 'MATERIALIZED_VIEW_COLUMN', 'FUNCTION', 'PROCEDURE', 'AGGREGATE',
    'WINDOW_FUNCTION', 'TRIGGER', 'POLICY', 'RULE', 'STATISTICS', 'ENUM', 'COMPOSITE', 'ATTRIBUTE',
    'DOMAIN', 'DOMAIN_CONSTRAINT', 'RANGE', 'BASE_TYPE', 'OPERATOR', 'OPERATOR_CLASS',
    'OPERATOR_FAMILY', 'CAST', 'COLLATION', 'CONVERSION', 'TEXT_SEARCH_CONFIGURATION',
    'TEXT_SEARCH_DICTIONARY', 'TEXT_SEARCH_PARSER', 'TEXT_SEARCH_TEMPLATE', 'FOREIGN_TABLE',
    'PARTITIONED_TABLE', 'PARTITION', 'DEFAULT_PRIVILEGES', 'PUBLICATION', 'SECURITY_LABEL',
    'ROWS'
);
COMMENT ON TYPE gitversion.object_type IS 'kinds of objects';

CREATE TYPE gitversion.change_type AS ENUM ('CREATE', 'ALTER', 'DROP', 'RENAME');
COMMENT ON TYPE gitversion.change_type IS 'what happened to an object between two states';

CREATE TYPE gitversion.conflict_type AS ENUM (
    'schema_schema', 'schema_data', 'delete_modify', 'type_mismatch', 'constraint_violation',
    'rename_rename', 'dependency'
);
COMMENT ON TYPE gitversion.conflict_type IS
    'why two sides of a merge cannot be brought together: schema_schema (both changed the same '
    'property), schema_data (the rows do not allow it), delete_modify (dropped here, changed '
    'there), type_mismatch (types without a common one), constraint_violation (rows violate a new '
    'constraint), rename_rename (two new names), dependency (one side removed what the other needs)';

CREATE TYPE gitversion_internal.live_object AS (
    classid oid, objid oid, objsubid integer, kind text, path text, definition bigint,
    privileges bigint, is_other boolean);
COMMENT ON TYPE gitversion_internal.live_object IS
    'an object of a schema: address, kind, path, and versions as in object_identities; internal';

CREATE TYPE gitversion_internal.change AS (
    path text, change gitversion.change_type, old_path text, classid oid, objid oid,
    objsubid integer, privileges boolean, is_certain boolean, reason text);
COMMENT ON TYPE gitversion_internal.change IS
    'a change of an object; privileges: of these alone; is_certain: false where it may be what it is at '
    'the head after all; reason: why commit refuses the object, which may not have changed; internal';
