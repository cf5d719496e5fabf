package org.thermograd.adapter.promapi.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorTest {
    @Test
    void writesPromQl() {
        Selector up = Selector.of("up");

        assertThat(up).hasToString("up");
        assertThat(up.with("run", List.of())).hasToString("up");
        assertThat(up.with("run", List.of("a.b\"\\\n"))).hasToString("up{run=\"a.b\\\"\\\\\\n\"}");
        assertThat(up.with("run", List.of("a.b", "c+d")).with(Map.of("job", "x")))
                .hasToString("up{job=\"x\",run=~\"a\\\\.b|c\\\\+d\"}");
    }
}
