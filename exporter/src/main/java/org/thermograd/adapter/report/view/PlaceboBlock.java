package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.report.Report;

/** The spikes of each run against the collapses of each run: whether runs that share nothing but a time course look coupled. */
public final class PlaceboBlock {
    /** What stands above it. */
    static final String TITLE = "Runs swapped";

    /** Why runs that repeat each other are not swapped. */
    static final String SAME_SPIKES =
            "the spikes of all runs come at the same times after their start, so swapping the runs would swap nothing";

    private static final int SHADES = 3;

    private PlaceboBlock() {}

    static Block of(Report report) {
        return report.findings()
                .placebo()
                .filter(placebo -> report.findings().prediction().isPresent())
                .map(PlaceboBlock::of)
                .orElseGet(() -> Block.absent(TITLE, absent(report)));
    }

    private static String absent(Report report) {
        int runs = report.analysis().runs().size();
        String limits = "the spikes of each run are set against the collapses of the others where there are "
                + Placebo.FEWEST_RUNS + " to " + Placebo.MOST_RUNS + " runs.";
        if (runs < Placebo.FEWEST_RUNS) {
            return "There is no other run to swap this one with: " + limits;
        }
        if (runs > Placebo.MOST_RUNS) {
            return "There are " + runs + " runs, too many to swap: " + limits;
        }
        boolean same = Placebo.wouldSwapNothing(report.analysis(), report.config());
        if (same && report.findings().prediction().isPresent()) {
            return Figures.capitalised(SAME_SPIKES) + ".";
        }
        return same || report.findings().placebo().isPresent()
                ? "Swapping runs tells nothing without a spike and a collapse in the time watched."
                : "Runs cannot be swapped: one of them has no time in which both sides were watched.";
    }

    private static Block of(Placebo placebo) {
        return new Block(
                TITLE,
                List.of(Figures.capitalised(sentence(placebo)) + ".", extremes(placebo)),
                table(placebo),
                new ExcessShading(placebo),
                List.of(
                        "Each cell: how many collapses of the column came in the window after a spike of the row, as if"
                                + " both runs had begun together, and how many would by chance. The more above chance, the"
                                + " stronger the color; a run with itself has a frame.",
                        "Different runs share nothing but the time since their start. Where they look as coupled as a run"
                                + " with itself, a time course that all runs have is enough for that."));
    }

    /** Returns what it comes to, in a sentence. */
    public static String sentence(Placebo placebo) {
        return "excess of collapses after spikes " + Figures.number(placebo.ownExcess()) + " with each run's own; "
                + (placebo.isTelling()
                        ? "p = " + Figures.number(placebo.p()) + " of all " + placebo.pairings() + " pairings"
                        : "as large in " + placebo.asLarge() + " of " + placebo.pairings()
                                + " pairings, too few for a p-value (5 runs at least)");
    }

    /** Returns which pairs of different runs look most coupled, beside the runs with themselves. */
    private static String extremes(Placebo placebo) {
        int most = -1;
        int of = -1;
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < placebo.runs().size(); i++) {
            least = Math.min(least, excess(placebo, i, i));
            largest = Math.max(largest, excess(placebo, i, i));
            for (int j = 0; j < placebo.runs().size(); j++) {
                if (i != j && (most < 0 || excess(placebo, i, j) > excess(placebo, most, of))) {
                    most = i;
                    of = j;
                }
            }
        }
        return "Of different runs the most above chance are the spikes of "
                + placebo.runs().get(most)
                + " with the collapses of " + placebo.runs().get(of) + ": "
                + signed(excess(placebo, most, of)) + "; runs with themselves have " + signed(least) + " to "
                + signed(largest) + ".";
    }

    private static double excess(Placebo placebo, int spikes, int collapses) {
        return placebo.pairs().get(spikes).get(collapses).excess();
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Figures.number(value);
    }

    private static Table table(Placebo placebo) {
        List<Table.Column> columns = new ArrayList<>(List.of(words("spikes of ↓, collapses of →")));
        placebo.runs().forEach(run -> columns.add(figures(run)));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < placebo.runs().size(); i++) {
            List<String> cells = new ArrayList<>(List.of(placebo.runs().get(i)));
            placebo.pairs()
                    .get(i)
                    .forEach(pair -> cells.add(pair.coincidences() + ", chance "
                            + Figures.number(Math.max(0, pair.coincidences() - pair.excess()))));
            rows.add(cells);
        }
        return new Table(columns, rows);
    }

    /** Three colors for the excess; a scale that ends below three events would color what is nothing. */
    private record ExcessShading(Placebo placebo) implements Table.Shading {
        @Override
        public String classes(int row, int column) {
            if (column == 0) {
                return "";
            }
            double most = placebo.pairs().stream()
                    .flatMap(List::stream)
                    .mapToDouble(Placebo.Pair::excess)
                    .reduce(SHADES, Math::max);
            int shade = (int) Math.ceil(SHADES * excess(placebo, row, column - 1) / most);
            return (shade > 0 ? "shade-" + shade : "") + (row == column - 1 ? " own" : "");
        }

        @Override
        public boolean rowsHaveHeadings() {
            return true;
        }
    }
}
