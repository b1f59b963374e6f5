package org.gitversion.error;

/**
 * The registry of the SQLSTATEs gitversion raises, all in class {@code VC}.
 *
 * <p>The names are documented; the table of the documentation is tested against this list.
 */
public enum ErrorCode {
    /** Something gitversion itself got wrong. */
    INTERNAL("VC000"),
    /** The two sides of a merge cannot be brought together. */
    MERGE_CONFLICT("VC001"),
    /** The live schema equals the head commit. */
    NOTHING_TO_COMMIT("VC002"),
    /** No active branch has this name. */
    UNKNOWN_BRANCH("VC003"),
    /** A branch of this name exists already. */
    DUPLICATE_BRANCH("VC004"),
    /** The name breaks the rules of git's check-ref-format. */
    INVALID_BRANCH_NAME("VC005"),
    /** The text names no commit. */
    UNKNOWN_REVISION("VC006"),
    /** A hash prefix fits several commits. */
    AMBIGUOUS_REVISION("VC007"),
    /** The branch has changes that are not committed. */
    UNCOMMITTED_CHANGES("VC008"),
    /** The branch has commits that are in no other branch. */
    UNMERGED_COMMITS("VC009"),
    /** An object or property that gitversion cannot reproduce exactly. */
    UNSUPPORTED_OBJECT("VC010"),
    /** The schema of a branch is gone or was never there. */
    SCHEMA_MISSING("VC011"),
    /** {@code gitversion.init} was not called yet. */
    NOT_INITIALIZED("VC012"),
    /** {@code gitversion.init} was called before. */
    ALREADY_INITIALIZED("VC013"),
    /** An argument is NULL or has no meaning. */
    INVALID_ARGUMENT("VC014"),
    /** What was built does not hash to what was promised. */
    VERIFICATION_FAILED("VC015"),
    /** Two revisions share no history. */
    NO_MERGE_BASE("VC016"),
    /** The branch is protected. */
    PROTECTED_BRANCH("VC017"),
    /** An object of one branch refers to an object of another. */
    CROSS_BRANCH_REFERENCE("VC018"),
    /** There is no way to change an object in place. */
    CANNOT_ALTER("VC019"),
    /** PostgreSQL refused a statement of a plan. */
    STATEMENT_FAILED("VC020"),
    /** The lock table of the server is too small for the work. */
    TOO_FEW_LOCKS("VC021"),
    /** The server has no language {@code java}, or it is not set up. */
    NO_LANGUAGE("VC022"),
    /** The schema exists already or belongs to another branch. */
    SCHEMA_IN_USE("VC023"),
    /** A path names nothing. */
    UNKNOWN_PATH("VC024"),
    /** A stored object is missing or does not hash to its name. */
    CORRUPT_STORE("VC025"),
    /** A tag of this name exists already. */
    DUPLICATE_TAG("VC026"),
    /** No tag has this name. */
    UNKNOWN_TAG("VC027"),
    /** The branch has no stash. */
    NO_STASH("VC028"),
    /** Rows would be lost that nothing could bring back. */
    ROWS_AT_STAKE("VC029"),
    /** The transaction is read-only, as all are on a standby. */
    READ_ONLY("VC030"),
    /** Java ran out of memory or stack. */
    JAVA_EXHAUSTED("VC031"),
    /** The rows of a table cannot be part of the schema. */
    UNTRACKABLE_ROWS("VC034"),
    /** A commit to be replaced is in other branches. */
    SHARED_COMMIT("VC040"),
    /** Some of the changes cannot be committed without others. */
    INCOMPLETE_CHOICE("VC041"),
    /** No pattern of {@code ignore} is written so. */
    UNKNOWN_PATTERN("VC042"),
    /** What is tracked needs what is ignored. */
    IGNORED_NEEDED("VC043"),
    /** Whether a name in a text means the schema is not certain. */
    UNDECIDED("VC044"),
    /** DDL in the schema of another branch than the session works on. */
    WRONG_BRANCH("VC045"),
    /** The role lacks a privilege on a branch. */
    NOT_ALLOWED("VC046"),
    /** A stored document is not what a commit writes. */
    FORGED_DOCUMENT("VC050"),
    /** Something would run code of others with the rights of the caller. */
    FOREIGN_CODE("VC051"),
    /** A check of a branch is not satisfied, or a hook refused. */
    CHECK_FAILED("VC052"),
    /** The text is not the DDL of one object of the kind. */
    INVALID_DEFINITION("VC060"),
    /** What a definition refers to is not there. */
    UNRESOLVED_REFERENCE("VC061"),
    /** The JSON is no description of an object. */
    INVALID_AST("VC062"),
    /** The branch has a merge or the like that was begun and not finished. */
    MERGE_IN_PROGRESS("VC070"),
    /** No merge attempt that is open, or no conflict of one, has the number. */
    UNKNOWN_ATTEMPT("VC071"),
    /** Conflicts of the merge attempt are not resolved. */
    UNRESOLVED_CONFLICTS("VC072"),
    /** A branch changed since the merge was begun. */
    OUTDATED_ATTEMPT("VC073"),
    /** What a conflict was to be resolved with does not resolve it. */
    UNFIT_RESOLUTION("VC074"),
    /** What is said of the conversion of a column is no expression or of no use. */
    UNFIT_CONVERSION("VC085"),
    /** How the values of a column become those of another type is not known. */
    NO_CONVERSION("VC086"),
    /** What a statement drops cannot be kept aside, or what was kept cannot be put back. */
    NOT_PARKED("VC087"),
    /** One state cannot be turned into another in place, and nobody contradicts. */
    NO_WAY("VC091"),
    /** The Java code and the extension of the database are of two versions. */
    OTHER_VERSION("VC092"),
    /** A plan takes gitversion, so that it cannot be a script for other databases. */
    NOT_PORTABLE("VC094"),
    /** A script found the schema in another state than it is for. */
    OTHER_STATE("VC095"),
    /** The bytes are no bundle, or not all of one, or damaged. */
    INVALID_BUNDLE("VC100"),
    /** A bundle holds what no commit is, or not what it says. */
    FORGED_BUNDLE("VC101"),
    /** A bundle builds on commits that are not here. */
    MISSING_PREREQUISITE("VC102"),
    /** What is to be put into a bundle has no name there. */
    UNNAMED_REVISION("VC103"),
    /** The module that verifies signatures is not installed, or of another version. */
    NO_VERIFIER("VC110"),
    /** A text is no public key, or one that nobody should trust. */
    INVALID_KEY("VC111"),
    /** A signature is not that of a trusted key for what it is to sign. */
    BAD_SIGNATURE("VC112"),
    /** What a branch is to come to is not signed. */
    UNSIGNED("VC113"),
    /** No trusted key has the name. */
    UNKNOWN_KEY("VC114"),
    /** No remote has the name. */
    UNKNOWN_REMOTE("VC120"),
    /** A branch of a remote cannot be moved forwards to what is pushed. */
    NOT_FORWARDS("VC121"),
    /** A branch of a remote is not where it was when it was fetched. */
    STALE_LEASE("VC122"),
    /** There is no dblink, or no foreign server, to reach a remote by. */
    UNREACHABLE_REMOTE("VC123"),
    /** A schema that is to be adopted is not the state of the commit. */
    DRIFT("VC124");

    private final String sqlState;

    ErrorCode(String sqlState) {
        this.sqlState = sqlState;
    }

    /**
     * Returns the five characters that clients see.
     *
     * @return the SQLSTATE, never null
     */
    public String sqlState() {
        return sqlState;
    }
}
