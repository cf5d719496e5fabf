package org.thermograd.domain.analysis.crosscorrelation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.thermograd.domain.analysis.statistics.BenjaminiHochberg;

/**
 * How the gradient norms of all runs go together with the signals of all devices. Exploratory: many pairs are looked at, so
 * that the q-values count, over all scans together, and over all tests of which side comes first together.
 *
 * @param pairs each run, device and signal
 * @param flags each run and device of which some but not all samples are flagged
 * @param config what was looked for
 */
public record ContinuousCoupling(List<Tested> pairs, List<FlagCoupling> flags, CouplingConfig config) {
    /** Copies the lists. */
    public ContinuousCoupling {
        pairs = List.copyOf(pairs);
        flags = List.copyOf(flags);
    }

    /**
     * A pair with its q-values.
     *
     * @param coupling the pair
     * @param scanQ of the largest coefficient over all lags; absent without an estimate
     * @param normFirstQ of the test that the norm's past helps to predict the signal; absent without one
     * @param signalFirstQ of the reverse
     */
    public record Tested(
            SignalCoupling coupling, OptionalDouble scanQ, OptionalDouble normFirstQ, OptionalDouble signalFirstQ) {}

    static ContinuousCoupling of(List<SignalCoupling> pairs, List<FlagCoupling> flags, CouplingConfig config) {
        List<OptionalDouble> scans = new ArrayList<>();
        List<OptionalDouble> tests = new ArrayList<>();
        for (SignalCoupling pair : pairs) {
            scans.add(optional(pair.estimate().map(estimate -> estimate.scan().p())));
            tests.add(optional(
                    pair.estimate().flatMap(SignalCoupling.Estimate::normFirst).map(GrangerCausality::p)));
            tests.add(optional(pair.estimate()
                    .flatMap(SignalCoupling.Estimate::signalFirst)
                    .map(GrangerCausality::p)));
        }
        List<OptionalDouble> scanQs = qValues(scans);
        List<OptionalDouble> testQs = qValues(tests);
        List<Tested> tested = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            tested.add(new Tested(pairs.get(i), scanQs.get(i), testQs.get(2 * i), testQs.get(2 * i + 1)));
        }
        return new ContinuousCoupling(tested, flags, config);
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static List<OptionalDouble> qValues(List<OptionalDouble> p) {
        double[] known = p.stream().flatMapToDouble(OptionalDouble::stream).toArray();
        var q = DoubleStream.of(BenjaminiHochberg.qValues(known)).iterator();
        return p.stream()
                .map(value -> value.isPresent() ? OptionalDouble.of(q.nextDouble()) : value)
                .toList();
    }

    /** Returns whether there was nothing to look at. */
    public boolean isEmpty() {
        return pairs.isEmpty() && flags.isEmpty();
    }

    /** Returns whether some run is so short that what is left of it may still be warming up. */
    public boolean isWarmUpShort() {
        return pairs.stream()
                .flatMap(pair -> pair.coupling().estimate().stream())
                .anyMatch(estimate -> estimate.warmUp().isShort());
    }

    /** Returns whether the largest coefficient of a pair is more than chance makes of series that only drift. */
    public boolean isBeyondChance(Tested pair) {
        return pair.scanQ().isPresent() && pair.scanQ().getAsDouble() <= config.alpha();
    }
}
