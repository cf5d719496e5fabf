package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void leavesShortTextAsItIs() {
        assertThat(Excerpt.of("température 😀")).isEqualTo("température 😀");
        assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
    }

    @Test
    void cutsLongText() {
        assertThat(Excerpt.of("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
    }

    @Test
    void escapesWhatWouldActOnATerminal() {
        assertThat(Excerpt.of("a\tb\u001b[31m\r\n\u0085\u202e\u2028\u2029\ud800."))
                .isEqualTo("a\\tb\\u001b[31m\\u000d\\u000a\\u0085\\u202e\\u2028\\u2029\\ud800.");
    }
}
