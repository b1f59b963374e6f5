package org.gitversion.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A Git repository, and the states of the database in it: a file an object. */
final class GitStore implements AutoCloseable {
    private static final String FILES = ".sql";
    private static final String EXPORT = "SELECT path, content FROM gitversion.export(?)";

    private final Session session;
    private final Git git;
    private final Map<String, ObjectId> trees = new HashMap<>();
    private final Map<ObjectId, Map<String, DirCacheEntry>> otherFiles = new HashMap<>();

    private GitStore(Session session, Git git) {
        this.session = session;
        this.git = git;
    }

    /** Opens a repository, or makes one. */
    static GitStore open(Session session, Path directory, boolean create)
            throws IOException, GitAPIException {
        boolean isThere =
                java.nio.file.Files.exists(directory.resolve(".git"))
                        || java.nio.file.Files.exists(directory.resolve("objects"));
        if (!isThere && !create) {
            throw new Gv.Failure(directory + " is no Git repository", null);
        }
        Git git =
                isThere
                        ? Git.open(directory.toFile())
                        : Git.init().setDirectory(directory.toFile()).call();
        return new GitStore(session, git);
    }

    Git git() {
        return git;
    }

    Repository repository() {
        return git.getRepository();
    }

    /** The commits of the repository that say of which commit of the database they are. */
    Map<String, ObjectId> exported() throws IOException {
        Map<String, ObjectId> exported = new HashMap<>();
        try (RevWalk walk = new RevWalk(repository())) {
            for (Ref ref : repository().getRefDatabase().getRefs()) {
                if (walk.parseAny(peeled(ref)) instanceof RevCommit commit) {
                    walk.markStart(commit);
                }
            }
            for (RevCommit commit : walk) {
                String hash = GitTrailers.last(commit, GitTrailers.COMMIT);
                if (hash != null) {
                    exported.put(hash, commit.copy());
                }
            }
        }
        return exported;
    }

    private ObjectId peeled(Ref ref) throws IOException {
        Ref peeled = repository().getRefDatabase().peel(ref);
        ObjectId id = peeled.getPeeledObjectId();
        return id == null ? ref.getObjectId() : id;
    }

    /**
     * The tree with the files of a commit of the database, and with what else is in that of its
     * first parent in Git, such as a README. States alike are read once.
     */
    ObjectId tree(ObjectInserter inserter, String hash, String treeHash, ObjectId parent)
            throws SQLException, IOException {
        Map<String, DirCacheEntry> others = parent == null ? Map.of() : others(parent);
        if (!others.isEmpty()) {
            return write(inserter, session.rows(EXPORT, hash), others);
        }
        ObjectId known = trees.get(treeHash);
        if (known == null) {
            known = write(inserter, session.rows(EXPORT, hash), others);
            trees.put(treeHash, known);
        }
        return known;
    }

    /** Lets a new commit be known to have the same other files as its parent. */
    void inherit(ObjectId commit, ObjectId parent) throws IOException {
        otherFiles.put(commit, parent == null ? Map.of() : others(parent));
    }

    private Map<String, DirCacheEntry> others(ObjectId id) throws IOException {
        Map<String, DirCacheEntry> others = otherFiles.get(id);
        if (others == null) {
            others = new TreeMap<>();
            try (RevWalk walk = new RevWalk(repository());
                    TreeWalk files = new TreeWalk(repository())) {
                files.addTree(walk.parseCommit(id).getTree());
                files.setRecursive(true);
                while (files.next()) {
                    if (!isObject(files)) {
                        DirCacheEntry entry = new DirCacheEntry(files.getRawPath());
                        entry.setFileMode(files.getFileMode(0));
                        entry.setObjectId(files.getObjectId(0));
                        others.put(files.getPathString(), entry);
                    }
                }
            }
            otherFiles.put(id, others);
        }
        return others;
    }

    private static ObjectId write(
            ObjectInserter inserter,
            List<Map<String, Object>> files,
            Map<String, DirCacheEntry> others)
            throws IOException {
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        others.values().forEach(builder::add);
        for (Map<String, Object> file : files) {
            DirCacheEntry entry = new DirCacheEntry(file.get("path").toString());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(
                    inserter.insert(
                            Constants.OBJ_BLOB,
                            file.get("content").toString().getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
        }
        builder.finish();
        return cache.writeTree(inserter);
    }

    /** The files of a commit that say what objects there are, by path. */
    Map<String, String> files(RevCommit commit) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Map.Entry<String, ObjectId> file : blobs(commit).entrySet()) {
            byte[] bytes = repository().open(file.getValue()).getBytes();
            files.put(file.getKey(), new String(bytes, StandardCharsets.UTF_8));
        }
        return files;
    }

    /** The same as ids of their contents: files in folders whose names end in .sql. */
    Map<String, ObjectId> blobs(RevCommit commit) throws IOException {
        Map<String, ObjectId> blobs = new LinkedHashMap<>();
        try (TreeWalk walk = new TreeWalk(repository())) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (isObject(walk)) {
                    blobs.put(walk.getPathString(), walk.getObjectId(0));
                }
            }
        }
        return blobs;
    }

    private static boolean isObject(TreeWalk walk) {
        boolean isFile = (walk.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
        return isFile && isObject(walk.getPathString());
    }

    /** Whether a file of this name is an object: in a folder, and .sql. */
    static boolean isObject(String path) {
        return path.endsWith(FILES) && path.indexOf('/') > 0;
    }

    /** The path of the object that a file is of. */
    static String object(String file) {
        return file.endsWith(FILES) ? file.substring(0, file.length() - FILES.length()) : file;
    }

    /** Whether a commit has exactly the objects of one of the database. */
    boolean isAlike(RevCommit commit, String hash) throws SQLException, IOException {
        Map<String, ObjectId> there = blobs(commit);
        List<Map<String, Object>> here = session.rows(EXPORT, hash);
        if (here.size() != there.size()) {
            return false;
        }
        try (ObjectInserter formatter = new ObjectInserter.Formatter()) {
            for (Map<String, Object> file : here) {
                byte[] bytes = file.get("content").toString().getBytes(StandardCharsets.UTF_8);
                ObjectId id = formatter.idFor(Constants.OBJ_BLOB, bytes);
                if (!id.equals(there.get(file.get("path").toString()))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        git.close();
    }
}
