package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling.Tested;
import org.thermograd.domain.analysis.crosscorrelation.SignalCoupling;
import org.thermograd.domain.analysis.crosscorrelation.SignalCoupling.Estimate;
import org.thermograd.domain.analysis.crosscorrelation.SignalCoupling.Weighed;
import org.thermograd.domain.analysis.crosscorrelation.Strength;
import org.thermograd.domain.analysis.statistics.Interval;

/** How the gradient norm goes together with continuous signals, as a table: one row a run, device and signal. */
public final class ContinuousTable {
    /** What stands above the table. */
    public static final String TITLE =
            "Continuous signals against the gradient norm (exploratory; lag above 0: the norm leads)";

    private static final double MILLIS = 1000;
    private static final int MOST_FLAGS = 12;

    private ContinuousTable() {}

    /** Returns the table of the signals that have an estimate, smallest q-value first. */
    public static Table of(ContinuousCoupling coupling) {
        List<List<String>> rows = new ArrayList<>();
        coupling.pairs().stream()
                .filter(pair -> pair.coupling().estimate().isPresent())
                .sorted(Comparator.comparingDouble(pair -> pair.scanQ().orElse(Double.POSITIVE_INFINITY)))
                .forEach(pair -> rows.add(row(coupling, pair)));
        return new Table(
                List.of(
                        words("run, device, signal"),
                        figures("as they are"),
                        figures("prewhitened, lag 0 [95 %]"),
                        figures("largest, at lag"),
                        figures("q"),
                        words("in words")),
                rows);
    }

    private static List<String> row(ContinuousCoupling coupling, Tested pair) {
        SignalCoupling found = pair.coupling();
        Estimate estimate = found.estimate().orElseThrow();
        return List.of(
                found.run() + " " + found.device() + " " + found.signal().column(),
                weighed(estimate.raw()),
                together(estimate),
                largest(estimate),
                number(pair.scanQ()),
                inWords(coupling, pair, estimate));
    }

    /** Returns one sentence for each flag; without a test, since a flag and a norm that both drift go together anyway. */
    public static List<String> flags(ContinuousCoupling coupling) {
        return coupling.flags().stream()
                .map(flag -> flag.run() + " " + flag.device() + ": r of norm and collapse flag "
                        + weighed(flag.coefficient()) + ", at most " + Figures.number(flag.attainable())
                        + " with " + Figures.percent(flag.prevalence()) + " of the samples flagged")
                .toList();
    }

    /** Returns the first of these sentences, and how many are left. */
    public static List<String> firstFlags(ContinuousCoupling coupling) {
        List<String> flags = flags(coupling);
        if (flags.size() <= MOST_FLAGS) {
            return flags;
        }
        List<String> first = new ArrayList<>(flags.subList(0, MOST_FLAGS));
        first.add("and " + (flags.size() - MOST_FLAGS) + " more, in report.json");
        return first;
    }

    /** A plain coefficient never stands without what its pairs are worth. */
    private static String weighed(Weighed weighed) {
        return Figures.number(weighed.r()) + " (" + weighed.pairs() + " worth "
                + Figures.number(weighed.draws().value()) + ")";
    }

    private static String together(Estimate estimate) {
        return Figures.number(estimate.together().r())
                + estimate.interval().map(ContinuousTable::interval).orElse("");
    }

    private static String interval(Interval interval) {
        return " [" + Figures.number(interval.lower()) + ", " + Figures.number(interval.upper()) + "]";
    }

    private static String largest(Estimate estimate) {
        return Figures.number(estimate.scan().r()) + " at " + Figures.number(estimate.lagMillis() / MILLIS) + " s of ±"
                + Figures.number(estimate.scan().maxLag() * estimate.intervalMillis() / MILLIS) + " s";
    }

    private static String inWords(ContinuousCoupling coupling, Tested pair, Estimate estimate) {
        String scan = coupling.isBeyondChance(pair)
                ? Strength.of(estimate.scan().r()).id() + ", more than chance"
                        + (estimate.warmUp().isShort() ? ", but in a run this short the warm-up may explain it" : "")
                : "no more than chance";
        double alpha = coupling.config().alpha();
        List<String> words = new ArrayList<>(List.of(scan));
        if (pair.normFirstQ().orElse(1) <= alpha) {
            words.add("past norms help to predict the signal (q = " + number(pair.normFirstQ()) + ")");
        }
        if (pair.signalFirstQ().orElse(1) <= alpha) {
            words.add("the signal's past helps to predict the norm (q = " + number(pair.signalFirstQ()) + ")");
        }
        return String.join("; ", words);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Figures.number(value.getAsDouble()) : "";
    }
}
