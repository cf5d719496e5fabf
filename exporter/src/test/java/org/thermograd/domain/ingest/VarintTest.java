package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarintTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "-1, 1",
        "63, 1",
        "-64, 1",
        "64, 2",
        "8191, 2",
        "1800000000000, 6",
        "9223372036854775807, 10",
        "-9223372036854775808, 10"
    })
    void comesBackAndIsShortIfItIsSmall(long number, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Varint.write(new DataOutputStream(bytes), number);

        assertThat(bytes.size()).isEqualTo(length);
        assertThat(Varint.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                .isEqualTo(number);
    }
}
