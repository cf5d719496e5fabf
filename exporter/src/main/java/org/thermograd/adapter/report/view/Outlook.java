package org.thermograd.adapter.report.view;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.PlanRates;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.analysis.verdict.Verdict;

/** What the data could have shown, and how long to run: one plain sentence each. */
public final class Outlook {
    public static final String TITLE = "What this session could have seen, and how long to run";

    private Outlook() {}

    public static List<String> of(Report report) {
        Analysis analysis = report.analysis();
        PowerConfig power = report.config().power();
        List<String> sentences = new ArrayList<>();
        boolean bounds = report.config().bounds();
        sentences.add(seen("Collapses after spikes", analysis.forward(), power, bounds));
        sentences.add(seen("Spikes after collapses", analysis.backward(), power, bounds));
        sentences.add(howLong(analysis, power));
        smallestVisible(analysis).ifPresent(sentences::add);
        return sentences;
    }

    private static String seen(String direction, Optional<TestedDirection> tested, PowerConfig power, boolean bounds) {
        Optional<CoincidenceStatistics> statistics =
                tested.flatMap(test -> test.coincidence().statistics());
        if (statistics.isEmpty()) {
            return direction + ": without events on both sides no coupling, however strong, could have been seen.";
        }
        if (!tested.orElseThrow().estimable().orElse(false)) {
            return direction + ": windows fill too much of the time for any coupling to be seen.";
        }
        if (!bounds && statistics.get().detectableRateRatio().isEmpty()) {
            return direction + ": what would have been seen is not known. " + InferredWords.unbounded();
        }
        String chance = " with " + Figures.percent(power.targetPower()) + " power";
        return statistics.get().detectableRateRatio().isPresent()
                ? direction + ": a rate ratio of "
                        + Figures.number(statistics.get().detectableRateRatio().getAsDouble())
                        + " or more would have been seen" + chance + "."
                : direction + ": no rate ratio, however large, would have been seen" + chance + ".";
    }

    /** Returns how large a spike had to be, over all runs; nothing where no detector on the logarithm judged a step. */
    private static Optional<String> smallestVisible(Analysis analysis) {
        DoubleSummaryStatistics ratios = analysis.runs().stream()
                .flatMap(run -> run.steps().visibility().stream())
                .flatMapToDouble(visibility -> visibility.smallestVisible().stream())
                .summaryStatistics();
        if (ratios.getCount() == 0) {
            return Optional.empty();
        }
        String smallest = Figures.number(ratios.getMin());
        String largest = Figures.number(ratios.getMax());
        return Optional.of("A spike had to reach " + smallest
                + (smallest.equals(largest) ? "" : " to " + largest + ", depending on the run,")
                + " times the local median of the gradient norm.");
    }

    private static String plan(Verdict.Plan plan, String target) {
        String rates = rates(plan.rates());
        return plan.minutes().isPresent()
                ? "To see " + target + ", plan a session of at least "
                        + Figures.lengthOfMinutes(plan.minutes().getAsLong()) + ", at " + rates + "."
                : "At " + rates + " no length would show " + target + ": windows would fill "
                        + Figures.percent(plan.exposure()) + " of the time.";
    }

    /** Returns the rates of a plan, with how each of them is known. */
    static String rates(PlanRates rates) {
        return rate(rates.spikes(), "spikes") + " and " + rate(rates.collapses(), "collapses") + " an hour";
    }

    private static String rate(PlanRates.Rate rate, String events) {
        return switch (rate.origin()) {
            case MEASURED -> Figures.number(rate.perHour()) + " " + events + " (as in this session)";
            case AT_MOST -> "at most " + Figures.number(rate.perHour()) + " " + events + " (none was seen)";
            case ASSUMED -> Figures.number(rate.perHour()) + " " + events + " (assumed)";
        };
    }

    private static String howLong(Analysis analysis, PowerConfig power) {
        String target = "a rate ratio of " + Figures.number(power.targetRateRatio());
        if (analysis.verdict() instanceof Verdict.NotEstimable notEstimable) {
            return notEstimable
                    .plan()
                    .map(plan -> plan(plan, target))
                    .orElse("A longer session of the same kind would not help: see why it is not estimable.");
        }
        if (analysis.verdict() instanceof Verdict.InconclusiveTooShort inconclusive) {
            return inconclusive.moreMinutes().isPresent()
                    ? "To see " + target + " at the rates of this session, run at least "
                            + Figures.lengthOfMinutes(inconclusive.moreMinutes().getAsLong()) + " more."
                    : "More time alone would not settle it.";
        }
        if (analysis.verdict() instanceof Verdict.TogetherWithinMinutes) {
            return "A link was found; more events would tell its order from a confounder that lasts about a minute.";
        }
        if (analysis.verdict() instanceof Verdict.InconclusiveOtherWindow) {
            return "This session was long enough for " + target + " with its window; the other window needs new data.";
        }
        return analysis.verdict() instanceof Verdict.NoEvidenceAdequatePower
                ? "This session was long enough for " + target + "; a weaker link takes longer."
                : "A link was found: this session was long enough for one so strong.";
    }
}
