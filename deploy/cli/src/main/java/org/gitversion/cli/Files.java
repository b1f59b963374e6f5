package org.gitversion.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files that a function returned, as files. */
final class Files {
    private Files() {}

    /** Writes each into a directory, or prints them where there is none. */
    static int write(Session session, List<Map<String, Object>> files, String name, Path directory)
            throws IOException {
        List<String> written = new ArrayList<>();
        for (Map<String, Object> file : files) {
            String content = String.valueOf(file.get("content"));
            if (directory == null) {
                if (!session.json()) {
                    session.output().line("-- " + file.get(name));
                    session.output().line(content);
                }
                continue;
            }
            Path target = directory.resolve(file.get(name).toString()).normalize();
            if (!target.startsWith(directory.normalize())) {
                throw new Gv.Failure("the file " + file.get(name) + " would lie elsewhere", null);
            }
            java.nio.file.Files.createDirectories(target.toAbsolutePath().getParent());
            java.nio.file.Files.writeString(target, content);
            written.add(target.toString());
        }
        if (session.json()) {
            session.output().json(directory == null ? files : Map.of("files", written));
        } else {
            written.forEach(session.output()::line);
        }
        return Exit.OK;
    }
}
