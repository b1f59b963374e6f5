package org.gitversion.function;

import java.sql.SQLException;
import org.gitversion.branch.BranchFactory;
import org.gitversion.branch.SchemaClone;
import org.jspecify.annotations.Nullable;

/** Branches, as SQL calls them. */
public final class BranchFunctions {
    private BranchFunctions() {}

    /**
     * {@code gitversion.create_branch}.
     *
     * @param name the name of the new branch
     * @param from a branch or another revision
     * @param trust whether code of others may run with the rights of the caller
     * @return the id of the new branch
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer createBranch(
            @Nullable String name, @Nullable String from, @Nullable Boolean trust)
            throws SQLException {
        try {
            return new BranchFactory(Call.writable(trust))
                    .create(
                            Call.required(name, "p_branch_name"),
                            Call.required(from, "p_from_branch"))
                    .id();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.drop_branch}.
     *
     * @param name the branch
     * @param force whether uncommitted changes and unmerged commits may be lost
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static void dropBranch(@Nullable String name, @Nullable Boolean force)
            throws SQLException {
        try {
            new BranchFactory(Call.writable())
                    .drop(Call.required(name, "p_branch_name"), Call.required(force, "p_force"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.clone_schema_objects}.
     *
     * @param from the schema to read
     * @param to the schema to fill
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static void cloneSchemaObjects(
            @Nullable String from, @Nullable String to, @Nullable Boolean trust)
            throws SQLException {
        try {
            SchemaClone.copy(
                    Call.writable(trust),
                    Call.required(from, "p_from_schema"),
                    Call.required(to, "p_to_schema"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}
