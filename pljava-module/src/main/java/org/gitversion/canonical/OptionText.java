package org.gitversion.canonical;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts of settings as the server keeps them: {@code a = 'x', b = 'y'}. */
public final class OptionText {
    private OptionText() {}

    /**
     * Takes a text apart.
     *
     * @param text settings, separated by commas
     * @return each setting as it is written, by its name, in their order
     */
    public static Map<String, String> read(String text) {
        Map<String, String> out = new LinkedHashMap<>();
        String name = null;
        int start = 0;
        for (Token token : Lexer.tokens(text)) {
            if (token.isTrivia()) {
                continue;
            }
            if (name == null) {
                name = token.text(text);
                start = token.start();
            } else if (token.text(text).equals(",")) {
                out.put(name, text.substring(start, token.start()).strip());
                name = null;
            }
        }
        if (name != null) {
            out.put(name, text.substring(start).strip());
        }
        return out;
    }
}
