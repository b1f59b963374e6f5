package org.gitversion.javahost;

import java.sql.SQLException;

/**
 * An error the server raised while Java ran a statement. Rethrown unchanged, every field reaches
 * the client: SQLSTATE, message, detail, hint, context and the names of the objects concerned.
 */
public final class ServerException extends SQLException {
    private static final long serialVersionUID = 1L;

    /** SQLSTATE, message, detail, hint, context, schema, table, column, type, constraint, query. */
    static final int TEXTS = 11;

    private static final int DETAIL = 2;
    private static final int HINT = 3;

    private final String[] texts;
    private final int position;

    private ServerException(String[] texts, int position) {
        super(texts[1], texts[0]);
        this.texts = texts;
        this.position = position;
    }

    ServerException(byte[] fields) {
        this(read(fields), Block.intAt(fields, fields.length - 4));
    }

    private static String[] read(byte[] fields) {
        String[] texts = new String[TEXTS];
        int at = 0;
        for (int i = 0; i < TEXTS; i++) {
            texts[i] = Block.textAt(fields, at);
            at += 4 + Math.max(0, Block.intAt(fields, at));
        }
        return texts;
    }

    void putFields(Block block) throws SQLException {
        for (String text : texts) {
            block.putText(text);
        }
        block.putInt(position);
    }

    /**
     * The DETAIL of the error.
     *
     * @return null when it has none
     */
    public String getDetail() {
        return texts[DETAIL];
    }

    /**
     * The HINT of the error.
     *
     * @return null when it has none
     */
    public String getHint() {
        return texts[HINT];
    }
}
