package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Gzip;

class GzipBodyTest {
    private static final byte[] ZIPPED = Gzip.of("some text of a body ".repeat(20));
    private static final int HEADER_BYTES = 10;

    private static void assertRefused(byte[] wire) {
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> GzipBody.unpack(wire, 1000))
                .withMessage("body must be gzip of one member as Content-Encoding says, but it is not");
    }

    private static byte[] withHeader(int flags, String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] header = Arrays.copyOf(ZIPPED, HEADER_BYTES);
        header[3] = (byte) flags;
        bytes.writeBytes(header);
        for (String part : parts) {
            bytes.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
        }
        bytes.write(ZIPPED, HEADER_BYTES, ZIPPED.length - HEADER_BYTES);
        return bytes.toByteArray();
    }

    @Test
    void readsEveryPartOfAHeader() throws PushRefusedException {
        byte[] wire = withHeader(4 + 8 + 16 + 2, "\u0003\u0000abc", "name\u0000", "comment\u0000", "xx");

        assertThat(new String(GzipBody.unpack(wire, 1000), StandardCharsets.UTF_8))
                .isEqualTo("some text of a body ".repeat(20));
    }

    @Test
    void refusesOneThatIsCutAnywhere() {
        for (int length = 0; length < ZIPPED.length; length++) {
            assertRefused(Arrays.copyOf(ZIPPED, length));
        }
    }

    @Test
    void refusesOneWithAnythingAfterIt() {
        assertRefused(Arrays.copyOf(ZIPPED, ZIPPED.length + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, -8, -1})
    void refusesAWrongByteInHeaderOrTrailer(int at) {
        byte[] wire = ZIPPED.clone();
        wire[at < 0 ? wire.length + at : at] ^= 0x55;

        assertRefused(wire);
    }

    @Test
    void refusesAnExtraFieldBeyondTheEnd() {
        assertRefused(withHeader(4, "\u00ff\u00ff"));
    }

    @Test
    void stopsAtTheLimit() {
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> GzipBody.unpack(ZIPPED, 399))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(PushRejection.TOO_LARGE));
    }
}
