package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.WindowScan;

/** What windows of other lengths gave. */
public final class ScanBlock {
    /** What stands above it. */
    static final String TITLE = "Other windows (exploratory)";

    private ScanBlock() {}

    /** Returns the block; nothing where the verdict's window is the only one that could be tested. */
    static Optional<Block> of(Report report) {
        return report.findings()
                .windowScan()
                .flatMap(scan -> sentence(scan)
                        .map(sentence ->
                                new Block(TITLE, List.of(sentence + "."), table(scan), Table.Shading.NONE, List.of())));
    }

    private static Table table(WindowScan scan) {
        return new Table(
                List.of(
                        words("direction"),
                        figures("within"),
                        figures("K of n"),
                        figures("rate ratio [95 %]"),
                        figures("q of all")),
                scan.tests().stream().map(ScanBlock::row).toList());
    }

    private static List<String> row(WindowScan.Tested test) {
        CoincidenceCounts counts = test.coincidence().counts();
        return List.of(
                direction(test),
                Figures.seconds(test.deltaTMillis()) + " s",
                counts.coincidences() + " of " + counts.effects(),
                ratio(test),
                Figures.number(test.q()));
    }

    private static String direction(WindowScan.Tested test) {
        return test.direction() == Direction.FORWARD ? Sentences.FORWARD : Sentences.BACKWARD;
    }

    private static String ratio(WindowScan.Tested test) {
        return Sentences.rateRatio(test.coincidence().statistics().orElseThrow().rateRatio());
    }

    /** Returns what it comes to, in a sentence; nothing likewise. */
    public static Optional<String> sentence(WindowScan scan) {
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
                + scan.tests().size() + " is " + Figures.number(best.q()) + ", " + direction(best) + " within "
                + Figures.seconds(best.deltaTMillis()) + " s, rate ratio " + ratio(best));
    }
}
