-- Views for writing, as in 33-writable.sql, to tables that an update may have to make first.
CREATE VIEW gitversion_internal.branch_functions AS
    SELECT f.* FROM gitversion.branch_functions f WHERE gitversion_internal.may_administer(f.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.branch_functions IS 'for writing to branch_functions; internal';

CREATE VIEW gitversion_internal.lint_exceptions AS
    SELECT e.* FROM gitversion.lint_exceptions e WHERE gitversion_internal.may_change(e.branch_id)
    WITH CASCADED CHECK OPTION;
COMMENT ON VIEW gitversion_internal.lint_exceptions IS 'for writing to lint_exceptions; internal';

CREATE VIEW gitversion_internal.merge_drivers AS SELECT d.* FROM gitversion.merge_drivers d;
COMMENT ON VIEW gitversion_internal.merge_drivers IS 'for writing to merge_drivers; internal';

CREATE VIEW gitversion_internal.resolutions AS SELECT r.* FROM gitversion.resolutions r;
COMMENT ON VIEW gitversion_internal.resolutions IS 'for writing to resolutions; internal';
