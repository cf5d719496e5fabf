package org.thermograd.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.statistics.Coefficient;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.collapse.CollapseStatus;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.Examination;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SessionListener;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulatedSession;
import org.thermograd.domain.simulation.SimulationParameters;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/** What the real pipeline saw of a simulated run, in accelerated time. */
public final class SimulatedOutcome implements SessionListener, CollapseListener, StepListener {
    public static final Instant START = Instant.parse("2026-11-22T10:36:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final SimulatedRun simulated;
    private final Pipeline pipeline;
    private final List<Long> sampled = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
    private final List<TrainingStep> steps = new ArrayList<>();
    private final List<Double> celsius = new ArrayList<>();
    private long spikeOnsets;

    private record Episode(CollapseReason reason, long onsetMillis, long endMillis) {}

    private SimulatedOutcome(SimulatedRun simulated, InstantSource clock) {
        this.simulated = simulated;
        this.pipeline = Pipeline.of(
                CollapseConfig.of(PERIOD), IngestConfig.withDefaults(), ArrivalClock.of(clock), List.of(this), this);
    }

    static SimulatedOutcome of(SimulatedRun simulated, Duration length) {
        SimulatedSession session = new SimulatedSession(simulated, START);
        SimulatedOutcome outcome = new SimulatedOutcome(simulated, session.clock());
        session.run(length, PERIOD, outcome);
        return outcome;
    }

    /** Simulates all runs of a scenario and analyses them together, on collapses of one kind. */
    static Analysis analyze(Scenario scenario, long seed, Duration length, CollapseKind kind) {
        SimulationParameters parameters = scenario.parameters();
        List<Run> runs = SimulatedRun.all(scenario, parameters, seed).stream()
                .map(simulated -> of(simulated, length).run(kind))
                .toList();
        return new Analyzer(CorrelationConfig.DEFAULTS).analyze(runs);
    }

    @Override
    public void onPush(RunId run, TrainingPush push) {
        try {
            pipeline.steps().push(run, push);
        } catch (TooManyRunsException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        SnapshotListener monitor = pipeline.collapses();
        monitor.onSnapshot(snapshot);
        celsius.add(new DeviceState(snapshot, Device.gpu(0, simulated.devices().get(0)))
                .temperatureCelsius()
                .orElseThrow());
    }

    @Override
    public void observed(DeviceStatus status) {
        if (status.device().name().equals("gpu0")) {
            sampled.add(status.time().toEpochMilli());
        }
    }

    @Override
    public void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
        if (device.name().equals("gpu0")) {
            episodes.add(new Episode(reason, onsetMillis, endMillis));
        }
    }

    @Override
    public void accepted(RunId run, TrainingStep step, Examination examination) {
        steps.add(step);
        if (examination == Examination.SPIKE_ONSET) {
            spikeOnsets++;
        }
    }

    long spikeOnsets() {
        return spikeOnsets;
    }

    long collapses(CollapseReason reason) {
        return pipeline.collapses().devices().stream()
                .filter(status -> status.device().name().equals("gpu0"))
                .flatMap(status -> Optional.ofNullable(status.collapses().get(reason)).stream())
                .mapToLong(CollapseStatus::total)
                .sum();
    }

    RunSnapshot training() {
        return pipeline.steps().snapshot().runs().get(0);
    }

    /** Returns the correlation of the gradient norm of each step with the last temperature before it. */
    double plainCorrelation() {
        double[] norms = gradNorm().values();
        double[] warm = new double[norms.length];
        for (int i = 0; i < norms.length; i++) {
            long millis = steps.get(i).epochMillis().orElseThrow() - START.toEpochMilli();
            warm[i] = celsius.get((int) (millis / PERIOD.toMillis()));
        }
        return Coefficient.pearson(norms, warm).value().orElseThrow();
    }

    TimeSeries gradNorm() {
        return TimeSeries.of(
                steps.stream()
                        .mapToLong(step -> step.epochMillis().orElseThrow())
                        .toArray(),
                steps.stream()
                        .mapToDouble(step -> step.gradNorm().orElseThrow())
                        .toArray());
    }

    /** Returns the run as an analysis wants it, with the collapses of one kind. */
    Run run(CollapseKind kind) {
        double[] flags = new double[sampled.size()];
        for (int i = 0; i < flags.length; i++) {
            long millis = sampled.get(i);
            boolean collapsed = episodes.stream()
                    .filter(episode -> episode.reason().kind() == kind)
                    .anyMatch(episode -> millis >= episode.onsetMillis() && millis <= episode.endMillis());
            flags[i] = collapsed ? 1 : 0;
        }
        SortedMap<String, TimeSeries> devices = new TreeMap<>();
        devices.put(
                "gpu0",
                TimeSeries.of(sampled.stream().mapToLong(Long::longValue).toArray(), flags));
        return new Run(simulated.id().value(), gradNorm(), devices, kind);
    }
}
