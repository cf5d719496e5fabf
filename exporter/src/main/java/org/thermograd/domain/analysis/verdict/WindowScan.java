package org.thermograd.domain.analysis.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.statistics.BenjaminiHochberg;

/**
 * The coincidence test with windows of several lengths, all of them one family. No window of it makes a coupled verdict; one
 * with a small q-value keeps the verdict from saying that there is no evidence.
 *
 * <p>Source: docs/correlation.md, "Other windows".
 *
 * @param tests those that are estimable, by length, forward first; at least one
 */
public record WindowScan(List<Tested> tests) {
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
     * Tests both directions with each window, in parallel; the number of threads changes nothing.
     *
     * @param forward the test with the window of the verdict, which is taken where the length is that
     * @param backward the same of the other direction
     * @return absent where no test is estimable
     */
    static Optional<WindowScan> of(
            EventTests tests, CoincidenceConfig config, Coincidence forward, Coincidence backward) {
        List<Looked> planned = new ArrayList<>(config.scanMillis().parallelStream()
                .map(length -> length == config.deltaTMillis()
                        ? List.of(
                                new Looked(length, Direction.FORWARD, forward),
                                new Looked(length, Direction.BACKWARD, backward))
                        : Stream.of(Direction.values())
                                .map(direction -> new Looked(length, direction, tests.window(direction, length)))
                                .toList())
                .toList()
                .stream()
                .flatMap(List::stream)
                .toList());
        planned.removeIf(one -> one.coincidence().statistics().isEmpty()
                || one.coincidence().counts().exposure() > config.maxExposure());
        double[] q = BenjaminiHochberg.qValues(
                planned.stream().mapToDouble(Looked::p).toArray());
        List<Tested> tested = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            Looked one = planned.get(i);
            tested.add(new Tested(one.deltaTMillis(), one.direction(), one.coincidence(), q[i]));
        }
        return tested.isEmpty() ? Optional.empty() : Optional.of(new WindowScan(tested));
    }

    /** Returns the test with the smallest q-value; of equal ones that with the smaller window, forward first. */
    public Tested smallest() {
        return tests.stream().min(Comparator.comparingDouble(Tested::q)).orElseThrow();
    }
}
