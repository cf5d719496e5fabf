package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void bringsForeignTextOnOneLine() {
        assertThat(Redaction.plain("\n a\r\n\tb\u001b[31m\u202e c\u00a0d ")).isEqualTo("a b [31m c d");
        assertThat(Redaction.plain("")).isEmpty();
        assertThat(Redaction.plain("\ud800x\ud83d\ude00")).isEqualTo("x\ud83d\ude00");
    }

    @Test
    void masksTheLongestSecretFirst() {
        Redaction redaction = Redaction.of(List.of("pass", "password1"), List.of("", "word"));

        assertThat(redaction.of("pass word password1")).isEqualTo("pass *** ***");
    }

    @Test
    void showsNoSecretOfARequest() throws Exception {
        PrometheusConfig config = PrometheusConfig.of("http://me:hunter2@host").build();

        assertThat(Authorization.of(config, "up")).hasToString("Authorization: ***");
        assertThat(Authorization.of(PrometheusConfig.of("http://host").build(), "up"))
                .hasToString("no authorization");
    }
}
