package org.thermograd.adapter.exposition.collector;

import static org.thermograd.adapter.exposition.collector.TrainingFamilies.*;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.FamilyPoints;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceNames;
import org.thermograd.domain.ingest.RankTotals;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.ingest.RunNotes;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.ingest.StepMarks;
import org.thermograd.domain.training.Signal;

/**
 * The training families, one series a run. An active run has all of them, one that has ended its counters, histograms,
 * onsets, start and devices for five minutes, and for a day that it is not active, its labels and its last push. What a
 * run never said has no series; a last value that is not finite is shown as it is. Thread-safe.
 */
public final class TrainingCollector implements MetricCollector {
    private static final double MILLIS = 1000;
    /** Names of devices that are no identifier of hardware. */
    private static final Pattern NAMED = Pattern.compile("cpu|gpu[0-9]+");

    @Override
    public String name() {
        return "training";
    }

    @Override
    public List<Family> families() {
        return ALL;
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        FamilyPoints page = new FamilyPoints(ALL);
        DeviceNames host = new DeviceNames(
                scrape.devices().stream().map(DeviceStatus::device).toList(),
                scrape.hardware().map(DeviceNames::partsIn).orElse(Map.of()));
        for (RunSnapshot run : scrape.runs().runs()) {
            new Page(page, run, run.run().value()).add(host);
        }
        return page.snapshots();
    }

    /** The series of one run. */
    private record Page(FamilyPoints page, RunSnapshot run, String name) {
        private Points of(Family family) {
            return page.of(family);
        }

        private void add(DeviceNames host) {
            addMarks();
            if (run.stage() != RunSnapshot.Stage.MARKED) {
                addDevices(host);
                addCounted();
            }
            if (run.stage() == RunSnapshot.Stage.ACTIVE) {
                addGauges();
            }
        }

        private void addMarks() {
            Labels.Builder labels = Labels.builder().label("run", name);
            run.labels().forEach(labels::label);
            of(RUN_INFO).addInfo(labels.build());
            of(RUN_ACTIVE).add(run.stage() == RunSnapshot.Stage.ACTIVE ? 1 : 0, name);
            of(RUN_FINISHED).add(run.end().filter(RunEnd.FINISHED::equals).isPresent() ? 1 : 0, name);
            of(LAST_PUSH).add(run.lastPushMillis() / MILLIS, name);
        }

        /** A device that a run means by two words is told once; a word that means none here stands as it is. */
        private void addDevices(DeviceNames host) {
            Set<List<String>> told = new LinkedHashSet<>();
            for (String word : run.devices()) {
                String named = DeviceNames.named(word);
                if (NAMED.matcher(named).matches()) {
                    told.add(List.of(name, named, ""));
                } else {
                    Optional<Device> meant = host.find(word);
                    told.add(List.of(
                            name,
                            meant.map(Device::name).orElse(""),
                            meant.flatMap(Device::uuid).orElse(word)));
                }
            }
            Points devices = of(RUN_DEVICE_INFO);
            told.forEach(values -> devices.add(1, values));
        }

        private void addCounted() {
            run.startMillis().ifPresent(millis -> of(RUN_START).add(millis / MILLIS, name));
            of(STEPS).add((double) run.counts().steps(), name);
            of(SPIKE_STEPS).add((double) run.counts().spikeSteps(), name);
            of(SPIKES).add((double) run.counts().spikes(), name);
            of(UNEXAMINED).add((double) run.counts().unexamined(), name);
            of(LATE).add((double) run.counts().late(), name);
            of(DUPLICATES).add((double) run.counts().duplicates(), name);
            of(DROPPED).add((double) run.counts().dropped(), name);
            run.counts()
                    .nonFinite()
                    .forEach((signal, count) -> of(NONFINITE).add(count.doubleValue(), name, signal.id()));
            addTimes(SPIKE_ONSET, run.spikeOnsetMillis());
            addStepMarks(run.marks());
            addNotes(run.notes());
            of(STEP_GRAD_NORM).add(run.gradNorms(), name);
            run.stepSeconds().forEach((condition, seconds) -> of(STEP_DURATION).add(seconds, name, condition.id()));
        }

        private void addStepMarks(StepMarks marks) {
            addTimes(SPIKE_STEP_START, marks.spikeStepStartMillis());
            marks.slowSteps().forEach((slot, slow) -> {
                String at = Points.slot(slot);
                of(SLOW_STEPS_START).add(slow.time().startMillis() / MILLIS, name, at);
                of(SLOW_STEPS_END).add(slow.time().endMillis() / MILLIS, name, at);
                of(SLOW_STEPS_LONGEST).add(slow.longestMillis() / MILLIS, name, at);
                of(SLOW_STEPS_STEPS).add((double) slow.steps(), name, at);
            });
            of(SLOW_RUNS).add((double) marks.slowRuns(), name);
            addTimes(LEVEL_SHIFT, marks.levelShiftMillis());
            of(LEVEL_SHIFTS).add((double) marks.levelShifts(), name);
            addTimes(RESTART, marks.restartMillis());
            of(RESTARTS).add((double) marks.restarts(), name);
            marks.medianMillis().ifPresent(millis -> of(STEP_MEDIAN).add(millis / MILLIS, name));
        }

        private void addNotes(RunNotes notes) {
            notes.marks()
                    .forEach((slot, mark) ->
                            of(MARK).add(mark.epochMillis() / MILLIS, name, Points.slot(slot), mark.text()));
            notes.phases().forEach((slot, phase) -> {
                String at = Points.slot(slot);
                of(PHASE_START).add(phase.time().startMillis() / MILLIS, name, at, phase.name());
                of(PHASE_END).add(phase.time().endMillis() / MILLIS, name, at, phase.name());
            });
            notes.ranks().forEach((rank, totals) -> addRankTime(Integer.toString(rank), totals));
            notes.otherRanks().ifPresent(totals -> addRankTime("other", totals));
        }

        private void addRankTime(String rank, RankTotals totals) {
            if (totals.steps() > 0) {
                of(RANK_STEP_DURATION).addSummary(totals.steps(), totals.seconds(), name, rank);
            }
        }

        private void addTimes(Family family, SortedMap<Integer, Long> millisBySlot) {
            millisBySlot.forEach((slot, millis) -> of(family).add(millis / MILLIS, name, Points.slot(slot)));
        }

        private void addGauges() {
            run.step().ifPresent(step -> of(STEP).add((double) step, name));
            addLast(Signal.LOSS, LOSS);
            addLast(Signal.GRAD_NORM, GRAD_NORM);
            addLast(Signal.LEARNING_RATE, LEARNING_RATE);
            run.gradNormWindowMax().ifPresent(max -> of(WINDOW_MAX).add(max, name, "60s"));
            run.gradNormThreshold().ifPresent(threshold -> of(THRESHOLD).add(threshold, name));
            run.notes()
                    .ranks()
                    .forEach((rank, totals) -> totals.gradNorm()
                            .ifPresent(norm -> of(RANK_GRAD_NORM).add(norm, name, Integer.toString(rank))));
            run.clockSkewMillis().ifPresent(millis -> of(CLOCK_SKEW).add(millis / MILLIS, name));
        }

        private void addLast(Signal signal, Family family) {
            Double last = run.last().get(signal);
            if (last != null) {
                of(family).add(last, name);
            }
        }
    }
}
