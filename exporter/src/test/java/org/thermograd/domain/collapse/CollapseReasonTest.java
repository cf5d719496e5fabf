package org.thermograd.domain.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.event.CollapseKind;

class CollapseReasonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        hw_slowdown                        | hw_slowdown
        hw_slowdown hw_thermal             | hw_thermal
        hw_slowdown power_brake            | power_brake
        hw_slowdown sw_thermal             | hw_slowdown sw_thermal
        hw_slowdown sw_power_cap           | hw_slowdown sw_power_cap
        hw_thermal power_brake             | hw_thermal power_brake
        sw_power_cap app_clocks sync_boost | sw_power_cap
        display_clocks                     | -
        hw_slowdown power_brake idle       | -
        """)
    void aSlowdownCountsWhereNothingExplainsItAndNothingDoesWhileIdle(String given, String holdingBack) {
        Set<String> reasons = Set.of(given.split(" "));

        assertThat(CollapseReason.holdingBack(reasons))
                .containsExactlyElementsOf(holdingBack == null ? Set.of() : Arrays.asList(holdingBack.split(" ")));
    }

    @Test
    void aReasonThatIsNotGivenHoldsNothingBack() {
        assertThat(CollapseReason.holdsBack("power_brake", Set.of("sw_thermal")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "hw_thermal, true",
        "low_clock, true",
        "idle, true",
        "app_clocks, true",
        "sw_power_cap, true",
        "efficiency, false",
        "hw_thermal_slowdown, false",
        "0x20, false"
    })
    void knowsItsWords(String reason, boolean word) {
        assertThat(CollapseReason.isWord(reason)).isEqualTo(word);
    }

    @Test
    void threeReasonsAreHeat() {
        assertThat(Arrays.stream(CollapseReason.values()).filter(CollapseReason::isHeat))
                .containsExactlyInAnyOrder(
                        CollapseReason.HW_THERMAL, CollapseReason.SW_THERMAL, CollapseReason.CPU_THERMAL);
        for (CollapseReason reason : CollapseReason.values()) {
            assertThat(CollapseReason.isAboutHeat(reason.id())).isEqualTo(reason.isHeat());
        }
        assertThat(CollapseReason.isAboutHeat("sw_power_cap")).isFalse();
    }

    @Test
    void aPowerBrakeIsConfirmed() {
        assertThat(CollapseReason.idsOf(CollapseKind.CONFIRMED))
                .containsExactlyInAnyOrder(
                        "hw_thermal", "sw_thermal", "power_brake", "hw_slowdown", "cpu_thermal", "low_clock");
        assertThat(CollapseReason.idsOf(CollapseKind.INFERRED)).containsExactly("efficiency");
    }

    @Test
    void aSlowdownSaysThatItsReasonIsNotGiven() {
        assertThat(CollapseReason.inWords("hw_slowdown")).isEqualTo("hardware slowdown, reason not given");
        assertThat(CollapseReason.inWords("power_brake")).isEqualTo("power_brake");
    }
}
