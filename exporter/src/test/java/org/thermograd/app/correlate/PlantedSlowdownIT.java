package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.app.demo.SimulatedOutcome;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.analysis.cost.CostAnalyzer;
import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.DeviceFlags;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SessionListener;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulatedSession;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/**
 * The interval of what throttling cost holds the slowdown that the simulator has built in. 20 seeds; 100 with
 * {@code -Dthermograd.full=true}, of which 90 hold it. Episodes of this scenario last a few seconds, so half a sampling interval at
 * either end of them, in which a flag tells nothing, makes the slowdown look a little smaller.
 */
class PlantedSlowdownIT {
    private static final int SEEDS = Boolean.getBoolean("thermograd.full") ? 100 : 20;
    private static final long GUARD_MILLIS = 1000;
    /** Times are whole milliseconds, so a bound is often the planted ratio itself. */
    private static final double ROUNDING = 1e-9;

    /** Steps and the driver's reason, as the exporter sees them. */
    private static final class Seen implements SessionListener, CollapseListener {
        private final List<Long> steps = new ArrayList<>();
        private final List<Long> samples = new ArrayList<>();
        private final List<Double> throttled = new ArrayList<>();
        private final Pipeline pipeline;

        Seen(SimulatedSession session) {
            this.pipeline = Pipeline.of(
                    CollapseConfig.of(Duration.ofSeconds(1)),
                    IngestConfig.withDefaults(),
                    ArrivalClock.of(session.clock()),
                    List.of(this),
                    StepListener.NONE);
        }

        @Override
        public void onPush(RunId run, TrainingPush push) {
            push.steps().forEach(step -> steps.add(step.epochMillis().orElseThrow()));
        }

        @Override
        public void onSnapshot(HardwareSnapshot snapshot) {
            pipeline.collapses().onSnapshot(snapshot);
        }

        @Override
        public void observed(DeviceStatus status) {
            if (status.device().name().equals("gpu0")) {
                samples.add(status.time().toEpochMilli());
                throttled.add(status.throttleReasons().contains("sw_thermal") ? 1.0 : 0.0);
            }
        }

        Slowdown.Interval cost() {
            TimeSeries flags = TimeSeries.of(
                    samples.stream().mapToLong(Long::longValue).toArray(),
                    throttled.stream().mapToDouble(Double::doubleValue).toArray());
            TimeSeries times =
                    TimeSeries.of(steps.stream().mapToLong(Long::longValue).toArray(), new double[steps.size()]);
            SortedMap<String, SortedMap<String, TimeSeries>> devices =
                    new TreeMap<>(Map.of("gpu0", new TreeMap<>(Map.of("sw_thermal", flags))));
            return new CostAnalyzer(new CostConfig(GUARD_MILLIS, Set.of()))
                    .analyze(
                            "simulated",
                            times,
                            new Coverage(List.of(new Segment(steps.get(0), samples.get(samples.size() - 1) + 1))),
                            new DeviceFlags(devices).episodes(new GapRule(5, 5000)),
                            CostAnalyzer.Signals.NONE)
                    .episodes()
                    .get(0)
                    .interval()
                    .orElseThrow();
        }
    }

    @Test
    void theIntervalHoldsIt() {
        int held = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            SimulatedRun run = new SimulatedRun(Scenario.COUPLED, Scenario.COUPLED.parameters(), seed, 0);
            SimulatedSession session = new SimulatedSession(run, SimulatedOutcome.START);
            Seen seen = new Seen(session);
            session.run(Duration.ofHours(1), Duration.ofSeconds(1), seen);
            Slowdown.Interval cost = seen.cost();
            double planted = run.plantedSlowdown();
            boolean holds = cost.lower() <= planted * (1 + ROUNDING) && cost.upper() >= planted * (1 - ROUNDING);
            held += holds ? 1 : 0;
        }

        assertThat(held).as("of " + SEEDS).isGreaterThanOrEqualTo(SEEDS * 9 / 10 - (SEEDS < 100 ? 2 : 0));
    }
}
