package org.gitversion.function;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.ast.Ast;
import org.gitversion.ast.DefinitionReader;
import org.gitversion.ast.ParsedObject;
import org.jspecify.annotations.Nullable;

/** SQL functions about definitions of single objects. */
public final class DefinitionFunctions {
    private DefinitionFunctions() {}

    /**
     * {@code gitversion.normalize_ddl_advanced}.
     *
     * @param ddl the definition of an object
     * @param type a label of {@code gitversion.object_type}
     * @param branch the branch of the session, or null
     * @param schemas the caller's search path
     * @return canonical DDL
     * @throws SQLException for the client
     */
    public static String normalize(
            @Nullable String ddl, @Nullable String type, @Nullable String branch, String[] schemas)
            throws SQLException {
        try {
            return parsed(ddl, type, branch, schemas).ddl();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.parse_ddl_to_ast}.
     *
     * @param ddl the definition of an object
     * @param type a label of {@code gitversion.object_type}
     * @param branch the branch of the session, or null
     * @param schemas the caller's search path
     * @return an AST
     * @throws SQLException for the client
     */
    public static String parse(
            @Nullable String ddl, @Nullable String type, @Nullable String branch, String[] schemas)
            throws SQLException {
        try {
            return parsed(ddl, type, branch, schemas).json();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    private static ParsedObject parsed(
            @Nullable String ddl,
            @Nullable String type,
            @Nullable String branch,
            String[] schemas) {
        String text = Call.required(ddl, "p_ddl");
        String label = Call.required(type, "p_object_type");
        return new DefinitionReader(Call.writable(), branch, List.of(schemas)).read(text, label);
    }

    /**
     * {@code gitversion.normalize_ast}.
     *
     * @param ast an AST
     * @return its normal form
     * @throws SQLException for the client
     */
    public static String normalizeAst(@Nullable String ast) throws SQLException {
        try {
            return Ast.normalize(Call.required(ast, "p_ast"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.ast_to_ddl}.
     *
     * @param ast an AST
     * @param branch the branch of the session, or null
     * @param schemas the caller's search path
     * @return canonical DDL
     * @throws SQLException for the client
     */
    public static String astToDdl(@Nullable String ast, @Nullable String branch, String[] schemas)
            throws SQLException {
        try {
            String json = Call.required(ast, "p_ast");
            return new DefinitionReader(Call.writable(), branch, List.of(schemas)).build(json);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}
