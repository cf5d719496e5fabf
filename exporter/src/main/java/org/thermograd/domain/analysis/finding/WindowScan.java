package org.thermograd.domain.analysis.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.EventCoincidence;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.statistics.BenjaminiHochberg;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.TestedDirection;

/**
 * The coincidence test with windows of several lengths, all of them one family: exploratory, never a verdict.
 *
 * <p>Source: docs/correlation.md, "Other windows".
 *
 * @param tests those that are estimable, by length, forward first
 */
public record WindowScan(List<Tested> tests) {
    private static final long MOST_PAIRS = 5_000_000;
    private static final long[] DELTA_T_MILLIS = {5_000, 15_000, 30_000, 60_000, 120_000};

    /**
     * One test.
     *
     * @param deltaTMillis the length of the windows
     * @param direction which side comes first
     * @param coincidence the test
     * @param q its q-value over all that were looked at
     */
    public record Tested(long deltaTMillis, Direction direction, Coincidence coincidence, double q) {}

    private record Looked(long deltaTMillis, Direction direction, Coincidence coincidence) {
        double p() {
            return coincidence.statistics().orElseThrow().p();
        }
    }

    public WindowScan {
        tests = List.copyOf(tests);
    }

    /**
     * Tests both directions with windows of 5, 15, 30, 60 and 120 s, in parallel; the number of threads changes nothing.
     *
     * @return absent where no test is estimable, or a run has more than five million pairs of a spike and a collapse
     */
    public static Optional<WindowScan> of(Analysis analysis, CorrelationConfig config) {
        List<Stratum> strata = analysis.runs().stream()
                .map(run -> run.forwardStratum(config.events().detectorLatencyMillis()))
                .toList();
        if (strata.stream().anyMatch(WindowScan::isTooMuch)) {
            return Optional.empty();
        }
        List<Looked> planned = new ArrayList<>();
        EventCoincidence test = new EventCoincidence(config.coincidence(), config.power());
        List<Stratum> reversed = strata.stream().map(Stratum::reversed).toList();
        List<Long> lengths = new ArrayList<>();
        for (long length : DELTA_T_MILLIS) {
            lengths.add(length);
        }
        lengths.parallelStream()
                .map(length -> {
                    LagWindow lags = LagWindow.after(analysis.guardMillis(), length);
                    boolean known = length == config.coincidence().deltaTMillis();
                    return List.of(
                            new Looked(
                                    length,
                                    Direction.FORWARD,
                                    of(known, analysis.forward(), () -> test.test(strata, lags))),
                            new Looked(
                                    length,
                                    Direction.BACKWARD,
                                    of(known, analysis.backward(), () -> test.test(reversed, lags))));
                })
                .toList()
                .forEach(planned::addAll);
        planned.removeIf(one -> one.coincidence().statistics().isEmpty()
                || one.coincidence().counts().exposure() > config.coincidence().maxExposure());
        double[] q = BenjaminiHochberg.qValues(
                planned.stream().mapToDouble(Looked::p).toArray());
        List<Tested> tests = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            Looked one = planned.get(i);
            tests.add(new Tested(one.deltaTMillis(), one.direction(), one.coincidence(), q[i]));
        }
        return tests.isEmpty() ? Optional.empty() : Optional.of(new WindowScan(tests));
    }

    /** Takes what the analysis found with the same windows, else tests. */
    private static Coincidence of(boolean known, Optional<TestedDirection> found, Supplier<Coincidence> test) {
        return found.filter(direction -> known)
                .map(TestedDirection::coincidence)
                .orElseGet(test);
    }

    private static boolean isTooMuch(Stratum stratum) {
        return (long) stratum.causeMillis().length * stratum.effectMillis().length > MOST_PAIRS;
    }
}
