package org.thermograd.app.demo;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.simulation.Scenario;

/**
 * How often each verdict came out of the seeds 1, 2, 3... of a scenario, by confirmed collapses.
 *
 * @param first that of seed 1
 * @param counts by verdict
 */
record ScenarioCounts(Verdict.Code first, Map<Verdict.Code, Integer> counts) {
    /** How the table in docs/simulator.md writes them: the most frequent first. */
    String text() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Verdict.Code, Integer>comparingByValue().reversed())
                .map(entry -> "`" + entry.getKey() + "` " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    static ScenarioCounts of(Scenario scenario, Duration length, int seeds) {
        List<Verdict.Code> codes = IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> SimulatedOutcome.analyze(scenario, seed, length, CollapseKind.CONFIRMED))
                .map(analysis -> analysis.verdict())
                .map(Verdict::code)
                .toList();
        Map<Verdict.Code, Integer> counts = new EnumMap<>(Verdict.Code.class);
        codes.forEach(code -> counts.merge(code, 1, Integer::sum));
        return new ScenarioCounts(codes.get(0), counts);
    }

    int of(Verdict.Code code) {
        return counts.getOrDefault(code, 0);
    }

    /** Returns how many say that the two go together, in any order. */
    int coupled() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().name().startsWith("COUPLED"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
