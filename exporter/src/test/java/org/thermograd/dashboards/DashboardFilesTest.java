package org.thermograd.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards against the rules that need no server. */
class DashboardFilesTest {
    private static final Pattern REASON =
            Pattern.compile("(?:(\\d) \\* )?max_over_time\\(thermograd_gpu_throttle_active\\{[^}]*reason=\"(\\w+)\"");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @Test
    void thereAreThree() {
        assertThat(Dashboard.all())
                .extracting(Dashboard::name)
                .containsExactly("thermograd-collapse-vs-spike", "thermograd-fleet", "thermograd-run");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void keepsEveryRule(Dashboard dashboard) {
        assertThat(DashboardRules.problems(dashboard, Dashboard.all())).isEmpty();
    }

    /** What explains a hardware slowdown is graver, so that the two together are shown as what explains it. */
    @ParameterizedTest
    @ValueSource(strings = {"thermograd-fleet", "thermograd-run"})
    void eachReasonHasAStateAndOneWithoutAReasonIsNotCalledHeat(String name) {
        JsonNode panel = Dashboard.all().stream()
                .filter(dashboard -> dashboard.name().equals(name))
                .flatMap(dashboard -> dashboard.panels().stream())
                .filter(one -> one.path("type").asText().equals("state-timeline")
                        && one.path("title").asText().equals("Held back"))
                .findFirst()
                .orElseThrow();
        JsonNode texts = panel.at("/fieldConfig/defaults/mappings/0/options");

        assertThat(REASON.matcher(panel.at("/targets/0/expr").asText()).results())
                .extracting(state -> state.group(2) + ": "
                        + texts.path(Objects.requireNonNullElse(state.group(1), "1"))
                                .path("text")
                                .asText())
                .containsExactly(
                        "sw_power_cap: power cap",
                        "sw_thermal: heat, by the driver",
                        "hw_slowdown: hardware slowdown, reason not given",
                        "power_brake: power brake",
                        "hw_thermal: heat, by the hardware");
    }
}
