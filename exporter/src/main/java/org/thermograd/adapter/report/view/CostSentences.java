package org.thermograd.adapter.report.view;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.Estimate;
import org.thermograd.domain.analysis.cost.EpisodeKind;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;

/**
 * What throttling cost, in a sentence for each kind of episode that matters: the collapses that are analysed, and each reason
 * of a driver that there was. Of several devices only those about all of them together.
 */
public final class CostSentences {
    /** Step times have a trend of their own. */
    public static final String TREND = "STEP_TIME_TREND";
    /** Only histograms of the step times are known. */
    public static final String AGGREGATED = "STEP_TIMES_AGGREGATED";

    private static final String CONFIRMED = CollapseKind.CONFIRMED.id();
    private static final double MILLIS = 1000;

    private CostSentences() {}

    static List<String> of(Costs costs) {
        boolean several = costs.runs().size() + costs.aggregated().size() > 1;
        List<String> sentences = new ArrayList<>();
        for (RunCost run : costs.runs()) {
            String prefix = several ? "Run " + run.run() + ": " : "";
            boolean severalDevices = run.episodes().stream().anyMatch(cost -> isOf(cost, EpisodeKind.ALL));
            run.episodes().stream()
                    .filter(cost -> !severalDevices || isOf(cost, EpisodeKind.ALL))
                    .filter(cost -> isMain(cost, run))
                    .forEach(cost -> sentences.add(prefix + sentence(cost, run)));
        }
        for (AggregatedCost run : costs.aggregated()) {
            String prefix = several ? "Run " + run.run() + ": " : "";
            run.others().forEach((state, steps) -> sentences.add(prefix + sentence(run, state, steps)));
        }
        return sentences;
    }

    private static boolean isOf(EpisodeCost cost, String device) {
        return cost.kind().device().equals(device);
    }

    /** A confirmed collapse lies in a throttle reason, so it has a sentence of its own only where there was none. */
    private static boolean isMain(EpisodeCost cost, RunCost run) {
        String reason = cost.kind().reason();
        if (reason.equals(CONFIRMED)) {
            return run.episodes().stream()
                    .filter(other -> isOf(other, cost.kind().device()))
                    .noneMatch(other -> isThrottleReason(other.kind().reason()) && other.episodes() > 0);
        }
        return !isThrottleReason(reason) ? !reason.equals(EpisodeKind.THERMAL) : cost.episodes() > 0;
    }

    private static boolean isThrottleReason(String reason) {
        return !List.of(CONFIRMED, EpisodeKind.THERMAL, CollapseReason.EFFICIENCY.id(), CollapseReason.RECORDED.id())
                .contains(reason);
    }

    private static String sentence(EpisodeCost cost, RunCost run) {
        String device = isOf(cost, EpisodeKind.ALL) ? "any device" : cost.kind().device();
        String what = episodes(cost.kind().reason()) + " of " + device;
        if (cost.insideSteps() == 0) {
            return "No step ran inside " + episode(cost.kind().reason()) + " of " + device + ".";
        }
        if (cost.estimate().isEmpty()) {
            return cost.insideSteps() <= cost.outsideSteps()
                    ? "Too few steps inside (" + cost.insideSteps() + ") " + what + " to say what they cost."
                    : "Too few steps (" + cost.outsideSteps() + ") far from every episode to say what " + what
                            + " cost.";
        }
        Estimate estimate = cost.estimate().get();
        boolean clearlySlower = estimate.lower().isPresent() && estimate.lower().getAsDouble() > 1;
        String change = change(estimate.slowdown(), estimate.lower(), estimate.upper());
        String lostTime = lost(estimate.lostSeconds(), estimate.slowdown(), run.watchedSeconds());
        String trend = estimate.hasTrend()
                ? " Against steps nearby only they were "
                        + change(estimate.nearSlowdown().orElseThrow(), OptionalDouble.empty(), OptionalDouble.empty())
                        + ": step times have a trend of their own (" + TREND + ")."
                : "";
        return clearlySlower && isThrottling(cost.kind().reason())
                ? "Throttling" + what.substring("throttling".length()) + " slowed steps by "
                        + change.replace(" slower", "") + lostTime + trend
                : "Steps inside " + what + " were " + change + lostTime + trend;
    }

    private static boolean isThrottling(String reason) {
        return reason.equals(CONFIRMED) || isThrottleReason(reason);
    }

    private static String episode(String reason) {
        if (reason.equals(CollapseReason.RECORDED.id())) {
            return "a recorded collapse";
        }
        if (reason.equals(CONFIRMED)) {
            return "an episode of confirmed throttling";
        }
        return reason.equals(CollapseReason.EFFICIENCY.id())
                ? "an efficiency drop (inferred)"
                : "an episode of " + reason;
    }

    private static String episodes(String reason) {
        if (reason.equals(CollapseReason.RECORDED.id())) {
            return "recorded collapses";
        }
        return reason.equals(CollapseReason.EFFICIENCY.id())
                ? CollapseKind.INFERRED.description()
                : "throttling (" + reason + ")";
    }

    private static String sentence(AggregatedCost run, String state, StepHistogram inside) {
        String what = "while a device was " + state;
        OptionalDouble slowdown = run.slowdown(inside);
        if (inside.count() == 0) {
            return "No step ran " + what + ".";
        }
        if (slowdown.isEmpty()) {
            return "Too few steps, or too long ones, " + what + " (" + inside.count() + ") or while none was ("
                    + run.clear().count() + ") to say what they cost.";
        }
        return "Steps " + what + " were "
                + change(slowdown.getAsDouble(), OptionalDouble.empty(), OptionalDouble.empty())
                + lost(run.lostSeconds(inside).orElseThrow(), slowdown.getAsDouble(), run.seconds())
                + " From histograms (" + AGGREGATED + "): no interval.";
    }

    /** Returns a change with its interval, such as {@code 31 % slower [24, 38]}. */
    private static String change(double slowdown, OptionalDouble lower, OptionalDouble upper) {
        boolean slower = slowdown >= 1;
        String interval = lower.isPresent() && upper.isPresent()
                ? " ["
                        + percent(slower ? lower.getAsDouble() - 1 : 1 - upper.getAsDouble()) + ", "
                        + percent(slower ? upper.getAsDouble() - 1 : 1 - lower.getAsDouble()) + "]"
                : "";
        String change = percent(Math.abs(slowdown - 1));
        return (change.equals("0") ? "neither slower nor faster" : change + " %" + (slower ? " slower" : " faster"))
                + interval;
    }

    /** Returns a share in percent, whole from 10 on. */
    private static String percent(double share) {
        double percent = 100 * share;
        return Math.abs(percent) >= 10
                ? String.valueOf(Math.round(percent))
                : Figures.number(Math.rint(10 * percent) / 10);
    }

    private static String lost(double lostSeconds, double slowdown, double watchedSeconds) {
        return slowdown < 1 || lostSeconds < 0 || percent(slowdown - 1).equals("0")
                ? "."
                : ": " + Figures.length(Math.round(MILLIS * lostSeconds)) + " of "
                        + Figures.length(Math.round(MILLIS * watchedSeconds)) + " lost.";
    }
}
