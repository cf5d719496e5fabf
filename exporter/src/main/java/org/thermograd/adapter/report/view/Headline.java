package org.thermograd.adapter.report.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.statistics.EventRate;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Verdict;

/** What stands at the head of every page: what throttling cost, the verdict, and what both rest on. */
public final class Headline {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private Headline() {}

    /** Returns the sentences about the cost, then that of the verdict. */
    public static List<String> sentences(Report report) {
        List<String> sentences = new ArrayList<>(CostSentences.of(report.costs()));
        sentences.add(Sentences.verdict(report.analysis(), report.config()));
        return sentences;
    }

    /** Returns what is simulated, as a sentence; nothing where all was measured. */
    public static Optional<String> notice(Report report) {
        return report.source().simulated().map(what -> "Simulated, not measured: " + what + ".");
    }

    /** Returns the code of the verdict, where the data come from, and how much of them there is. */
    public static String counts(Report report) {
        Analysis analysis = report.analysis();
        String counts = analysis.forward()
                .map(direction -> direction.coincidence().counts())
                .map(test -> ", " + Figures.count(test.causes(), "spike") + ", "
                        + (isBlind(analysis)
                                ? "collapses not observable"
                                : Figures.count(test.effects(), "collapse")
                                        + (report.config().bounds() ? rate(test) : "")))
                .orElse("");
        return "Verdict " + analysis.verdict().code() + " from "
                + report.source().description() + ": "
                + Figures.count(analysis.runs().size(), "run") + ", " + Figures.length(analysis.totalMillis())
                + (report.config().bounds() ? " watched" : " watched while heating") + counts;
    }

    /** Returns the settings that matter most, and how many qualifiers there are. */
    public static String settings(Report report) {
        Analysis analysis = report.analysis();
        return "Guard " + Figures.seconds(analysis.guardMillis()) + " s, window "
                + Figures.seconds(report.config().coincidence().deltaTMillis()) + " s, detector "
                + report.config().detector().id() + ", collapses "
                + report.collapses().kind().description() + ", seed "
                + report.coupling().seed() + plan(report) + "; qualifiers: "
                + (analysis.qualifiers().isEmpty()
                        ? "none"
                        : analysis.qualifiers().size());
    }

    private static String plan(Report report) {
        return report.analysis().verdict() instanceof Verdict.NotEstimable verdict
                ? verdict.plan()
                        .filter(plan -> plan.minutes().isPresent())
                        .map(plan -> "; plan at " + Outlook.rates(plan.rates()))
                        .orElse("")
                : "";
    }

    private static boolean isBlind(Analysis analysis) {
        return analysis.runs().stream().allMatch(RunEvents::isBlind);
    }

    private static String rate(CoincidenceCounts counts) {
        if (counts.effects() == 0) {
            return "";
        }
        EventRate rate = new EventRate(counts.effects(), counts.totalMillis() / MILLIS_PER_HOUR);
        Interval interval = rate.garwood();
        return " (" + Figures.number(rate.perHour()) + "/h, 95 % " + Figures.number(interval.lower()) + "–"
                + Figures.number(interval.upper()) + ")";
    }
}
