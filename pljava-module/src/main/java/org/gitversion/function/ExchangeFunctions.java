package org.gitversion.function;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.exchange.BundleExport;
import org.gitversion.exchange.BundleImport;
import org.gitversion.exchange.BundleListing;
import org.gitversion.history.BranchName;
import org.jspecify.annotations.Nullable;

/** SQL functions about what databases give to each other. */
public final class ExchangeFunctions {
    private ExchangeFunctions() {}

    /**
     * {@code gitversion.create_bundle}.
     *
     * @param revisions what to put into it
     * @param exclude what to leave out
     * @param session the branch of the session, or null
     * @return the bundle
     * @throws SQLException for the client
     */
    public static byte[] createBundle(
            String @Nullable [] revisions, String @Nullable [] exclude, @Nullable String session)
            throws SQLException {
        try {
            List<String> wanted = texts(revisions, "p_revisions");
            List<String> excluded = texts(exclude, "p_exclude");
            return BundleExport.create(Database.open(), wanted, excluded, session);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion_internal.create_part}.
     *
     * @param hashes the hashes of commits
     * @return a bundle of them
     * @throws SQLException for the client
     */
    public static byte[] createPart(String @Nullable [] hashes) throws SQLException {
        try {
            return BundleExport.part(Database.open(), texts(hashes, "p_hashes"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion_internal.check_remote_name}.
     *
     * @param name what a remote is to be called
     * @throws SQLException for the client
     */
    public static void checkRemoteName(@Nullable String name) throws SQLException {
        try {
            BranchName.checkRemote(Call.required(name, "p_remote_name"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    private static List<String> texts(String @Nullable [] values, String name) {
        List<String> texts = new ArrayList<>();
        for (String value : Call.required(values, name)) {
            texts.add(Call.required(value, name));
        }
        return texts;
    }

    /**
     * {@code gitversion.read_bundle}.
     *
     * @param bundle a bundle
     * @return a JSON array of its rows
     * @throws SQLException for the client
     */
    public static String readBundle(byte @Nullable [] bundle) throws SQLException {
        try {
            return BundleListing.read(Database.open(), Call.required(bundle, "p_bundle"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.apply_bundle}.
     *
     * @param bundle a bundle
     * @param remote what the database it was made in is called here
     * @return a JSON array of its rows
     * @throws SQLException for the client
     */
    public static String applyBundle(byte @Nullable [] bundle, @Nullable String remote)
            throws SQLException {
        try {
            byte[] bytes = Call.required(bundle, "p_bundle");
            String name = Call.required(remote, "p_remote");
            return BundleImport.apply(Call.writable(), bytes, name);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}
