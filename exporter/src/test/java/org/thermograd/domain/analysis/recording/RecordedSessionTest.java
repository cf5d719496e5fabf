package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.HandMadeSession;

class RecordedSessionTest {
    private static final long GAP_MILLIS = 3000;

    private static long[] seconds(int from, int to) {
        return LongStream.rangeClosed(from, to).toArray();
    }

    private static String[] reasons(String... each) {
        return each;
    }

    private static double[] flags(HandMadeSession session) {
        return session.session().confirmedFlags("gpu0", GAP_MILLIS).values();
    }

    @Test
    void aConfirmedCollapseIsFlaggedFromOnsetToEnd() {
        HandMadeSession session = new HandMadeSession()
                .device(
                        "gpu0",
                        seconds(0, 5),
                        reasons("none", "sw_thermal", "sw_thermal", "sw_thermal", "none", "none"))
                .collapse("gpu0", CollapseReason.SW_THERMAL, 1, OptionalLong.of(3))
                .collapse("gpu0", CollapseReason.EFFICIENCY, 4, OptionalLong.of(4))
                .collapse("gpu1", CollapseReason.SW_THERMAL, 0, OptionalLong.of(5));

        assertThat(flags(session)).containsExactly(0, 1, 1, 1, 0, 0);
    }

    @Test
    void oneWithoutAnEndGoesOn() {
        HandMadeSession session = new HandMadeSession()
                .device("gpu0", seconds(0, 3), reasons("none", "none", "hw_thermal", "hw_thermal"))
                .collapse("gpu0", CollapseReason.HW_THERMAL, 2, OptionalLong.empty());

        assertThat(flags(session)).containsExactly(0, 0, 1, 1);
    }

    /** No event has the onset of a collapse that was there when sampling began, at the start or after a gap. */
    @Test
    void whatWasThereWhenAStretchBeganIsFlaggedIfItLasted() {
        long[] seconds = {0, 1, 2, 3, 4, 20, 21, 22, 23, 40, 41, 42, 43, 44};
        HandMadeSession session = new HandMadeSession()
                .device(
                        "gpu0",
                        seconds,
                        reasons(
                                "hw_slowdown",
                                "hw_slowdown",
                                "hw_slowdown",
                                "hw_slowdown",
                                "none",
                                "sw_thermal",
                                "sw_thermal",
                                "none",
                                "sw_thermal",
                                "sw_thermal",
                                "sw_thermal",
                                "sw_thermal",
                                "sw_thermal",
                                "sw_thermal"));

        assertThat(flags(session)).containsExactly(1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
    }

    @Test
    void powerLimitsAndIdleDevicesAreNoCollapses() {
        HandMadeSession session = new HandMadeSession()
                .device(
                        "gpu0",
                        seconds(0, 9),
                        reasons(
                                "sw_power_cap",
                                "sw_power_cap",
                                "sw_power_cap",
                                "sw_power_cap",
                                "sw_power_cap",
                                "idle|sw_thermal",
                                "idle|sw_thermal",
                                "idle|sw_thermal",
                                "idle|sw_thermal",
                                "idle|sw_thermal"));

        assertThat(flags(session)).containsOnly(0);
        assertThat(session.session().throttleFlags("gpu0")).containsOnlyKeys("sw_power_cap");
        assertThat(session.session().canConfirm()).isTrue();
    }

    @Test
    void aPowerBrakeIsACollapseAndExplainsTheSlowdownBesideIt() {
        HandMadeSession session = new HandMadeSession()
                .device(
                        "gpu0",
                        seconds(0, 6),
                        reasons(
                                "none",
                                "hw_slowdown|power_brake",
                                "hw_slowdown|power_brake",
                                "hw_slowdown|hw_thermal",
                                "hw_slowdown",
                                "hw_slowdown|idle",
                                "none"))
                .collapse("gpu0", CollapseReason.POWER_BRAKE, 1, OptionalLong.of(2));

        SortedMap<String, TimeSeries> throttling = session.session().throttleFlags("gpu0");

        assertThat(flags(session)).containsExactly(0, 1, 1, 0, 0, 0, 0);
        assertThat(throttling).containsOnlyKeys("hw_slowdown", "hw_thermal", "power_brake");
        assertThat(requireNonNull(throttling.get("hw_slowdown")).values()).containsExactly(0, 0, 0, 0, 1, 0, 0);
        assertThat(requireNonNull(throttling.get("hw_thermal")).values()).containsExactly(0, 0, 0, 1, 0, 0, 0);
        assertThat(requireNonNull(throttling.get("power_brake")).values()).containsExactly(0, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void ofADeviceThatNeverToldNothingIsKnown() {
        String[] silent = Collections.nCopies(4, "").toArray(String[]::new);
        HandMadeSession session = new HandMadeSession().device("gpu0", seconds(0, 3), silent);

        assertThat(flags(session)).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(session.session().tellsReasons("gpu0")).isFalse();
        assertThat(session.session().throttleFlags("gpu0")).isEmpty();
        assertThat(session.session().canConfirm()).isFalse();
    }

    @Test
    void refusesNamesThatItDoesNotHave() {
        RecordedSession session = new HandMadeSession()
                .device("gpu0", seconds(0, 0), reasons("none"))
                .session();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.tellsReasons("gpu1"))
                .withMessage("device must be one of [gpu0], got gpu1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.recordedRun("luna"))
                .withMessage("run must be one of [], got luna");
    }

    @Test
    void reasonsAreSeparatedByBars() {
        assertThat(RecordedDevice.reasons("sw_thermal| |hw_slowdown ")).containsExactly("hw_slowdown", "sw_thermal");
        assertThat(RecordedDevice.reasons("none")).isEmpty();
    }
}
