package org.thermograd.adapter.prometheus.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                " node:cpu_1 ",
                "{job=\"a\"}",
                "up{job=~\"a}|b\",x!='{'}",
                "up {job=`}`}",
                "up{a=\"\\\"}\"}"
            })
    void aSelectorIsANameOrMatchersOrBoth(String promql) {
        assertThat(Selector.isSelector(promql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up > 1", "up[5m]", "sum(up)", "up offset 5m", "up{job=\"a\"} or b", "up{job=\"a}"})
    void anythingElseIsAnExpression(String promql) {
        assertThat(Selector.isSelector(promql)).isFalse();
    }
}
