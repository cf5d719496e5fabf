package org.thermograd.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards against the rules that need no server. */
class DashboardFilesTest {
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
}
