package org.thermograd.domain.analysis.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.statistics.BenjaminiHochberg;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.analysis.verdict.Verdict;

/**
 * Each device tested alone, all their directions as one family of tests, and the devices ranked.
 *
 * <p>Source: docs/correlation.md, "Each device alone".
 *
 * @param devices for each device the analysis of it alone, with its own q-values of at most two directions
 * @param family every direction of a device that is estimable, by device, forward first
 * @param ranking the devices, the one that stands out most first
 */
public record PerDevice(SortedMap<String, Analysis> devices, List<Member> family, List<Ranked> ranking) {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final Set<Reason> REASONS_OF_NORMS =
            EnumSet.of(Reason.CONSTANT_GRAD_NORM, Reason.NO_FINITE_GRAD_NORM, Reason.TOO_FEW_SAMPLES);
    private static final Comparator<Ranked> ORDER = Comparator.comparing(
                    (Ranked one) -> one.best().map(PerDevice::p).orElse(Double.POSITIVE_INFINITY))
            .thenComparing(one -> one.best().map(PerDevice::lowerRateRatio).orElse(0.0), Comparator.reverseOrder())
            .thenComparing(one -> one.collapsesPerHour().orElse(0), Comparator.reverseOrder())
            .thenComparing(Ranked::device);

    /**
     * A test of the family.
     *
     * @param device the device
     * @param direction which side comes first
     * @param test the test, with its q-value in the family
     * @param holds whether it shows coupling, by the rules of the verdict and that q-value
     */
    public record Member(String device, Direction direction, TestedDirection test, boolean holds) {}

    /**
     * A device in the ranking.
     *
     * @param device the device
     * @param best its direction with the smaller p-value, forward of equal ones; absent where none is estimable
     * @param collapses how many it had while it and training were watched
     * @param watchedMillis for how long they were
     */
    public record Ranked(String device, Optional<Member> best, int collapses, long watchedMillis) {
        /** Returns how many collapses an hour it had; nothing if it was never watched together with training. */
        public OptionalDouble collapsesPerHour() {
            return watchedMillis == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(collapses / (watchedMillis / MILLIS_PER_HOUR));
        }
    }

    public PerDevice {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        family = List.copyOf(family);
        ranking = List.copyOf(ranking);
    }

    /**
     * Returns the analysis of a device alone.
     *
     * @throws IllegalArgumentException if it is none of the devices
     */
    public Analysis of(String device) {
        Analysis alone = devices.get(device);
        if (alone == null) {
            throw new IllegalArgumentException("device must be one of " + devices.keySet() + ", got " + device);
        }
        return alone;
    }

    /** What a device is called; of several hosts each may have one of the same name. */
    @FunctionalInterface
    public interface Names {
        /**
         * Returns the name of a device among those of all runs.
         *
         * @param run the run that it was watched in
         * @param device its name there
         */
        String of(String run, String device);
    }

    /**
     * Tests each device alone, in parallel; the number of threads changes nothing.
     *
     * @param analysis all of them together
     * @param names tells devices of several hosts apart
     * @return absent if there is no device
     */
    public static Optional<PerDevice> of(Analysis analysis, CorrelationConfig config, Names names) {
        SortedSet<String> all = deviceNames(analysis, names);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Analysis> devices = new ConcurrentSkipListMap<>();
        all.parallelStream()
                .forEach(device ->
                        devices.put(device, all.size() == 1 ? analysis : alone(device, analysis, config, names)));
        List<Member> family = family(devices, config.coincidence());
        List<Ranked> ranking = new ArrayList<>();
        devices.forEach((device, one) -> ranking.add(ranked(device, one, family)));
        ranking.sort(ORDER);
        return Optional.of(new PerDevice(devices, family, ranking));
    }

    private static SortedSet<String> deviceNames(Analysis analysis, Names names) {
        SortedSet<String> all = new TreeSet<>();
        for (RunEvents run : analysis.runs()) {
            namesOf(run).forEach(device -> all.add(names.of(run.id(), device)));
        }
        return all;
    }

    private static SortedSet<String> namesOf(RunEvents run) {
        SortedSet<String> names = new TreeSet<>(run.collapses().keySet());
        names.addAll(run.blindDevices());
        return names;
    }

    private static Analysis alone(String device, Analysis analysis, CorrelationConfig config, Names names) {
        List<RunEvents> all = new ArrayList<>();
        for (RunEvents run : analysis.runs()) {
            namesOf(run).stream()
                    .filter(name -> names.of(run.id(), name).equals(device))
                    .findFirst()
                    .flatMap(run::only)
                    .ifPresent(all::add);
        }
        boolean observable = all.stream().anyMatch(run -> !run.isBlind());
        List<RunEvents> used =
                all.stream().filter(run -> !observable || !run.isBlind()).toList();
        List<String> leftOut = all.stream()
                .filter(run -> observable && run.isBlind())
                .map(RunEvents::id)
                .toList();
        long guardMillis = used.stream()
                .flatMap(run -> run.watches().values().stream())
                .mapToLong(watch -> watch.intervalMillis().orElse(analysis.guardMillis()))
                .max()
                .orElse(analysis.guardMillis());
        return new Analyzer(config)
                .judge(new PooledRuns(used, leftOut, List.of(), reasonsOfNorms(analysis)), guardMillis);
    }

    private static Set<Reason> reasonsOfNorms(Analysis analysis) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (analysis.verdict() instanceof Verdict.NotEstimable notEstimable) {
            reasons.addAll(notEstimable.reasons());
        }
        reasons.retainAll(REASONS_OF_NORMS);
        return reasons;
    }

    private static List<Member> family(Map<String, Analysis> devices, CoincidenceConfig config) {
        List<Member> tests = new ArrayList<>();
        devices.forEach((device, one) -> {
            boolean judged = !(one.verdict() instanceof Verdict.NotEstimable);
            one.forward().ifPresent(test -> tests.add(new Member(device, Direction.FORWARD, test, judged)));
            one.backward().ifPresent(test -> tests.add(new Member(device, Direction.BACKWARD, test, judged)));
        });
        tests.removeIf(member -> member.test().q().isEmpty());
        double[] q = BenjaminiHochberg.qValues(
                tests.stream().mapToDouble(PerDevice::p).toArray());
        List<Member> family = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            Member one = tests.get(i);
            TestedDirection test = one.test().withQ(q[i]);
            family.add(new Member(one.device(), one.direction(), test, one.holds() && test.holds(config)));
        }
        return family;
    }

    private static double p(Member member) {
        return member.test().coincidence().statistics().orElseThrow().p();
    }

    private static double lowerRateRatio(Member member) {
        return member.test()
                .coincidence()
                .statistics()
                .orElseThrow()
                .rateRatio()
                .lower()
                .orElse(0);
    }

    private static Ranked ranked(String device, Analysis alone, List<Member> family) {
        Optional<Member> best = family.stream()
                .filter(member -> member.device().equals(device))
                .min(Comparator.comparingDouble(PerDevice::p));
        int collapses = alone.forward()
                .map(test -> test.coincidence().counts())
                .map(CoincidenceCounts::effects)
                .orElse(0);
        return new Ranked(device, best, collapses, alone.totalMillis());
    }
}
