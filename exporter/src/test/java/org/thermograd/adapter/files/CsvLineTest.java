package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    private final CsvLine line = new CsvLine();

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("", List.of("")),
                Arguments.of("a", List.of("a")),
                Arguments.of("a,b", List.of("a", "b")),
                Arguments.of(",", List.of("", "")),
                Arguments.of(" a , b ", List.of("a", "b")),
                Arguments.of("\"a\",b", List.of("a", "b")),
                Arguments.of("a,\"b,c\"", List.of("a", "b,c")),
                Arguments.of("\"\",\"\"", List.of("", "")),
                Arguments.of("\"say \"\"hi\"\"\",b", List.of("say \"hi\"", "b")),
                Arguments.of("\"\"\"\"", List.of("\"")),
                Arguments.of("5\" disk,b", List.of("5\" disk", "b")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void splitsALine(String text, List<String> fields) {
        assertThat(line.split(text, 100)).isTrue();
        assertThat(line.fields()).isEqualTo(fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "a,\"b", "\"a\"b,c", "a,\"b\"\"", "\"a,b\n", "\"a\" ,b"})
    void refusesAQuoteThatDoesNotEndInTheLine(String text) {
        assertThat(line.split(text, 100)).isFalse();
        assertThat(line.size()).isZero();
    }

    @Test
    void takesOneFieldMoreThanAllowedAndNoneAfterIt() {
        assertThat(line.split("a,b,c,d,\"e", 2)).isTrue();
        assertThat(line.size()).isEqualTo(3);
    }

    @Test
    void growsPastItsFirstCapacity() {
        assertThat(line.split(",".repeat(199), 200)).isTrue();
        assertThat(line.size()).isEqualTo(200);
        assertThat(line.field(199)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.5",
                " 12.5",
                "12.5  ",
                "\t12.5",
                "\"12.5\"",
                "\" 12.5\"",
                "\u200312.5\u2003",
                "+12.5",
                "1.25e1"
            })
    void readsANumberHoweverItStands(String text) {
        line.split("x," + text + ",2", 100);

        assertThat(line.number(1)).isEqualTo(12.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "12.5 3", "n/a", "1\u0661", "\u2003"})
    void readsNoNumberFromAnythingElse(String text) {
        line.split("1," + text, 100);

        assertThat(line.number(1)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:01Z",
                " 1970-01-01 00:00:01",
                "\"1970-01-01T00:00:01\"",
                "\u20031970-01-01T00:00:01Z"
            })
    void readsATimeHoweverItStands(String text) {
        line.split("x," + text, 100);

        assertThat(line.time(1)).hasValue(1000);
        assertThat(line.time(0)).isEmpty();
    }

    @Test
    void tellsWhetherAFieldIsTheSameAsAnother() {
        line.split("gpu0 ,gpu1", 100);
        byte[] first = line.bytes(0);
        line.split("gpu1, gpu0", 100);

        assertThat(line.has(0, first)).isFalse();
        assertThat(line.has(1, first)).isTrue();
    }
}
