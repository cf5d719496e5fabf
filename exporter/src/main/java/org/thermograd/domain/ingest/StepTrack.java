package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.spike.LogHampelDetector;
import org.thermograd.domain.spike.SpikeOutcome;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.Signal;
import org.thermograd.domain.training.TrainingStep;

/**
 * What the steps of one run give as they come, all in their own time: counts, last values, spikes, distributions. Confined
 * to one thread.
 *
 * <p>A step older than the newest is late: it is counted, but has no part in what depends on the order. A lower step that
 * is newer restarts the run from a checkpoint: the detector and the spike events begin anew. So they do where the clock of
 * the run was set back, which shows in late steps whose numbers go on ascending.
 */
final class StepTrack {
    private static final Signal[] SIGNALS = Signal.values();

    private final IngestConfig config;
    private final WindowMaximum window;
    private final SpikeOnsets spikes;
    private final StepMarker marks;
    private final Histogram gradNorms = Histogram.ofGradNorms();
    private final Map<StepCondition, Histogram> stepSeconds = new EnumMap<>(StepCondition.class);
    private final Map<Signal, Double> last = new EnumMap<>(Signal.class);
    private final Map<Signal, Long> nonFinite = new EnumMap<>(Signal.class);
    private final CostTrack cost;
    private final ClockSetBack setBack = new ClockSetBack();
    private LogHampelDetector detector;
    private long steps;
    private long spikeSteps;
    private long unexamined;
    private long late;
    private long dropped;
    private boolean started;
    private long startMillis;
    private long lastStep;
    private long lastMillis;
    private boolean lastTimed;

    StepTrack(IngestConfig config) {
        this(config, new LogHampelDetector(config.rule()), new WindowMaximum(), new SpikeOnsets(), new CostTrack());
    }

    private StepTrack(
            IngestConfig config, LogHampelDetector detector, WindowMaximum window, SpikeOnsets spikes, CostTrack cost) {
        this.config = config;
        this.detector = detector;
        this.window = window;
        this.spikes = spikes;
        this.marks = new StepMarker(config);
        this.cost = cost;
        for (StepCondition condition : StepCondition.values()) {
            stepSeconds.put(condition, Histogram.ofStepSeconds());
        }
        for (Signal signal : SIGNALS) {
            nonFinite.put(signal, 0L);
        }
    }

    /** Takes a new step; one without a time of its own has that of its arrival. */
    Examination take(TrainingStep step, long arrivalMillis, List<String> devices, ConditionSource conditions) {
        long millis = step.epochMillis().orElse(arrivalMillis);
        count(step, millis);
        Examination examination;
        boolean older = started && (millis < lastMillis || (millis == lastMillis && step.step() < lastStep));
        if (older && !setBack.shows(step.step(), lastStep)) {
            startMillis = Math.min(startMillis, millis);
            late++;
            examination = Examination.LATE;
        } else {
            if (older) {
                window.clear();
            }
            setBack.clear();
            follow(step, millis, older, devices, conditions);
            if (step.gradNorm().isPresent()) {
                marks.follow(millis, devices, conditions);
            }
            examination = examine(step.gradNorm().orElse(Double.NaN), millis);
        }
        if (!examination.isExamined()) {
            unexamined++;
        }
        return examination;
    }

    /** Counts what does not depend on the order of the steps. */
    private void count(TrainingStep step, long millis) {
        steps++;
        for (Signal signal : SIGNALS) {
            if (!Double.isFinite(step.value(signal).orElse(0))) {
                nonFinite.merge(signal, 1L, Long::sum);
            }
        }
        window.advance(millis);
        double norm = step.gradNorm().orElse(Double.NaN);
        if (Double.isFinite(norm) && norm >= 0) {
            window.add(millis, norm);
            gradNorms.observe(norm, step.step(), millis);
        }
    }

    /** Moves on to a step that is not late, or by a clock that was set back. */
    private void follow(
            TrainingStep step, long millis, boolean back, List<String> devices, ConditionSource conditions) {
        boolean timed = step.epochMillis().isPresent();
        if (!started) {
            started = true;
            startMillis = millis;
        } else if (back || step.step() < lastStep) {
            detector = new LogHampelDetector(config.rule());
            spikes.restart();
            marks.restart(millis, devices, conditions);
            cost.end(devices, conditions);
            cost.restart();
        } else if (step.step() > lastStep && timed && lastTimed) {
            double seconds = (millis - lastMillis) / 1000.0 / (step.step() - lastStep);
            histogram(conditions.during(devices, lastMillis, millis)).observe(seconds, step.step(), millis);
        }
        if (timed) {
            cost.add(millis, devices, conditions);
        }
        lastStep = step.step();
        lastMillis = millis;
        lastTimed = timed;
        for (Signal signal : SIGNALS) {
            step.value(signal).ifPresent(value -> last.put(signal, value));
        }
    }

    private Examination examine(double gradNorm, long millis) {
        SpikeOutcome outcome = detector.accept(gradNorm);
        Examination examination = switch (outcome) {
            case SKIPPED -> Examination.NO_NORM;
            case WARMING_UP -> Examination.WARM_UP;
            case NORMAL -> Examination.NORMAL;
            case SPIKE -> {
                spikeSteps++;
                boolean starts = spikes.add(millis, config.spikeRefractory().toMillis());
                if (starts) {
                    marks.spikeStarts();
                }
                yield starts ? Examination.SPIKE_ONSET : Examination.SPIKE_CONTINUED;
            }
        };
        marks.judged(gradNorm, outcome, detector, spikes.newestMillis());
        return examination;
    }

    /**
     * Takes what throttling cost from steps outside of these times only, in which the run did not train.
     *
     * @param phases all that are known, also those that were told before
     */
    void leaveOut(List<Segment> phases) {
        cost.leaveOut(phases);
    }

    /** Prices what still waits for steps to come. */
    void settle(List<String> devices, ConditionSource conditions) {
        cost.end(devices, conditions);
    }

    /** Decides what waits for further steps, as none are expected. */
    void end(List<String> devices, ConditionSource conditions) {
        settle(devices, conditions);
        marks.end();
    }

    /** Counts steps that the client kept to itself. */
    void takeDropped(DroppedSteps told, long millis) {
        unexamined += told.steps();
        dropped += told.steps();
        nonFinite.merge(Signal.GRAD_NORM, told.nonFinite(), Long::sum);
        told.gradNormMax().ifPresent(max -> window.add(millis, max));
    }

    OptionalLong startMillis() {
        return started ? OptionalLong.of(startMillis) : OptionalLong.empty();
    }

    OptionalLong lastStep() {
        return started ? OptionalLong.of(lastStep) : OptionalLong.empty();
    }

    Map<Signal, Double> last() {
        return last;
    }

    OptionalDouble windowMax() {
        return window.get();
    }

    OptionalDouble threshold() {
        return detector.threshold();
    }

    SortedMap<Integer, Long> spikeOnsets() {
        return spikes.slots();
    }

    StepMarks marks() {
        return marks.view();
    }

    Distribution gradNorms() {
        return gradNorms.view();
    }

    Distribution stepSeconds(StepCondition condition) {
        return histogram(condition).view();
    }

    private Histogram histogram(StepCondition condition) {
        return requireNonNull(stepSeconds.get(condition), condition.id());
    }

    /** Returns how many steps were late. */
    long late() {
        return late;
    }

    LiveCosts costs() {
        return cost.view();
    }

    RunSnapshot.StepCounts counts(long duplicates) {
        return new RunSnapshot.StepCounts(
                steps, spikeSteps, spikes.events(), unexamined, late, duplicates, dropped, nonFinite);
    }

    void writeTo(DataOutputStream out) throws IOException {
        double[] logs = detector.window();
        out.writeInt(logs.length);
        for (double log : logs) {
            out.writeDouble(log);
        }
        window.writeTo(out);
        spikes.writeTo(out);
        cost.writeTo(out);
        marks.writeTo(out);
        gradNorms.writeTo(out);
        for (Histogram histogram : stepSeconds.values()) {
            histogram.writeTo(out);
        }
        out.writeByte(last.size());
        for (Map.Entry<Signal, Double> value : last.entrySet()) {
            out.writeUTF(value.getKey().name());
            out.writeDouble(value.getValue());
        }
        for (long count : nonFinite.values()) {
            out.writeLong(count);
        }
        out.writeLong(steps);
        out.writeLong(spikeSteps);
        out.writeLong(unexamined);
        out.writeLong(late);
        out.writeLong(dropped);
        out.writeBoolean(started);
        out.writeLong(startMillis);
        out.writeLong(lastStep);
        out.writeLong(lastMillis);
        out.writeBoolean(lastTimed);
    }

    static StepTrack readFrom(DataInputStream in, IngestConfig config) throws IOException {
        double[] logs = new double[in.readInt()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = in.readDouble();
        }
        WindowMaximum window = WindowMaximum.readFrom(in);
        SpikeOnsets spikes = SpikeOnsets.readFrom(in);
        CostTrack cost = CostTrack.readFrom(in);
        StepTrack track = new StepTrack(config, new LogHampelDetector(config.rule(), logs), window, spikes, cost);
        track.marks.readFrom(in);
        track.gradNorms.readFrom(in);
        for (Histogram histogram : track.stepSeconds.values()) {
            histogram.readFrom(in);
        }
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            track.last.put(Signal.valueOf(in.readUTF()), in.readDouble());
        }
        for (Signal signal : SIGNALS) {
            track.nonFinite.put(signal, in.readLong());
        }
        track.steps = in.readLong();
        track.spikeSteps = in.readLong();
        track.unexamined = in.readLong();
        track.late = in.readLong();
        track.dropped = in.readLong();
        track.started = in.readBoolean();
        track.startMillis = in.readLong();
        track.lastStep = in.readLong();
        track.lastMillis = in.readLong();
        track.lastTimed = in.readBoolean();
        return track;
    }
}
