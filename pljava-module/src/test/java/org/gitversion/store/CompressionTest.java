package org.gitversion.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed texts are gzip in base64, and come back as they were. */
class CompressionTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ünïcode \uD83D\uDE00", "line\nline\r\n"})
    void thereAndBack(String text) {
        assertThat(Compression.decompress(Compression.compress(text))).isEqualTo(text);
    }

    @Test
    void itIsGzipInBase64() throws Exception {
        byte[] bytes = Base64.getDecoder().decode(Compression.compress("CREATE TABLE t ()"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("CREATE TABLE t ()");
        }
    }

    @Test
    void repetitionShrinks() {
        assertThat(Compression.compress("column integer,\n".repeat(200))).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "aGVsbG8="})
    void damage(String text) {
        assertThatThrownBy(() -> Compression.decompress(text))
                .isInstanceOf(GitVersionException.class)
                .extracting(e -> ((GitVersionException) e).code())
                .isEqualTo(ErrorCode.CORRUPT_STORE);
    }
}
