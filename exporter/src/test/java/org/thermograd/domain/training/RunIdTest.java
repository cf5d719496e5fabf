package org.thermograd.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
    static String[] validNames() {
        return new String[] {"a", "...", "llama-3.1_8B", "0", "-", "x".repeat(128)};
    }

    static String[] invalidNames() {
        return new String[] {"", ".", "..", "a b", "a/b", "é", "a\n", "x".repeat(129)};
    }

    @ParameterizedTest
    @MethodSource("validNames")
    void takesAName(String name) {
        assertThat(RunId.isValid(name)).isTrue();
        assertThat(new RunId(name)).hasToString(name);
    }

    @ParameterizedTest
    @MethodSource("invalidNames")
    void refusesAnotherName(String name) {
        assertThat(RunId.isValid(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunId(name))
                .withMessage("run must match [A-Za-z0-9._-]{1,128} and not be . or .., got " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void knowsTheNamesOfFolders(String name) {
        assertThat(RunId.isFolder(name)).isTrue();
    }

    @Test
    void sortsByName() {
        assertThat(new RunId("a")).isLessThan(new RunId("b"));
    }
}
