package org.thermograd.adapter.report;

import java.util.Comparator;
import java.util.Optional;
import org.thermograd.domain.correlation.Direction;
import org.thermograd.domain.detail.WindowScan;

/** What windows of other lengths gave, in one sentence. */
final class ScanSentence {
    private ScanSentence() {}

    /** Returns the sentence; nothing where the verdict's window is the only one that could be tested. */
    static Optional<String> of(WindowScan scan) {
        if (scan.tests().stream()
                        .map(WindowScan.Tested::deltaTMillis)
                        .distinct()
                        .count()
                < 2) {
            return Optional.empty();
        }
        WindowScan.Tested first = scan.tests().get(0);
        WindowScan.Tested last = scan.tests().get(scan.tests().size() - 1);
        WindowScan.Tested best = scan.tests().stream()
                .min(Comparator.comparingDouble(WindowScan.Tested::q))
                .orElseThrow();
        return Optional.of("Exploratory, windows of " + Figures.seconds(first.deltaTMillis()) + " to "
                + Figures.seconds(last.deltaTMillis()) + " s in both directions: smallest q of all "
                + scan.tests().size() + " is " + Figures.number(best.q()) + ", "
                + (best.direction() == Direction.FORWARD ? "collapses after spikes" : "spikes after collapses")
                + " within " + Figures.seconds(best.deltaTMillis()) + " s, rate ratio "
                + Sentences.rateRatio(
                        best.coincidence().statistics().orElseThrow().rateRatio()));
    }
}
