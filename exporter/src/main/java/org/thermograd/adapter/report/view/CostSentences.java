package org.thermograd.adapter.report.view;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.LostTime;
import org.thermograd.domain.analysis.cost.EpisodeCost.Method;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.cost.ClusterRules;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.event.CollapseKind;

/**
 * What throttling cost, in a sentence for each kind of episode that matters: the collapses that are analyzed, and each reason
 * of a driver that there was. Of several devices only those about all of them together.
 */
public final class CostSentences {
    /** Fewer than 5 episodes could be compared. */
    public static final String FEW_EPISODES = "FEW_EPISODES";
    /** The episodes are slower if they are taken earlier. */
    public static final String FLAG_LATE = "FLAG_LATE";
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

    /** Returns what must be said beside the figures. */
    public static List<String> qualifiers(EpisodeCost cost) {
        List<String> qualifiers = new ArrayList<>();
        cost.late().ifPresent(late -> qualifiers.add(FLAG_LATE));
        if (cost.isOfFewEpisodes()) {
            qualifiers.add(FEW_EPISODES);
        }
        return qualifiers;
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
        String what = episodes(cost.kind().reason()) + " on " + device;
        if (cost.episodes() == 0) {
            return "No step ran inside " + episode(cost.kind().reason()) + " on " + device + ".";
        }
        if (cost.method() == Method.DOSE) {
            return DoseSentences.of(cost, run, episodes(cost.kind().reason()));
        }
        if (cost.slowdown().isEmpty()) {
            return (cost.episodes() == 1 ? "The only episode" : "None of the " + cost.episodes() + " episodes") + " of "
                    + what + " can" + (cost.episodes() == 1 ? "not" : "")
                    + " be compared: too few steps inside or near " + (cost.episodes() == 1 ? "it" : "them")
                    + " that are not within a minute of a pause.";
        }
        Slowdown slowdown = cost.slowdown().get();
        return slowdown.interval().isEmpty()
                ? few(what, slowdown)
                : compared(cost, slowdown, slowdown.interval().get(), what, run) + late(cost);
    }

    private static String few(String what, Slowdown slowdown) {
        return "Steps inside the "
                + (slowdown.clusters() == 1 ? "only usable episode" : slowdown.clusters() + " usable episodes") + " of "
                + what + " took " + Changes.longer(slowdown.ratio()) + " steps near " + them(slowdown) + "; fewer than "
                + ClusterRules.FEWEST_CLUSTERS + " episodes give no interval, so nothing is claimed.";
    }

    private static String them(Slowdown slowdown) {
        return slowdown.clusters() == 1 ? "it" : "them";
    }

    private static String compared(
            EpisodeCost cost, Slowdown slowdown, Slowdown.Interval interval, String what, RunCost run) {
        String episodes = slowdown.clusters() + " episodes";
        if (interval.lower() > 1) {
            String change = Changes.percent(slowdown.ratio() - 1) + "%";
            String basis = " (" + Changes.interval(interval.lower() - 1, interval.upper() - 1) + "; " + episodes
                    + ", each compared with steps near it)";
            String lost = ": " + lost(cost.lost().orElseThrow(), run.watchedSeconds());
            return isThrottling(cost.kind().reason())
                    ? Figures.capitalised(what) + " slowed steps by " + change + basis + lost
                    : "Steps inside " + what + " took " + change + " longer" + basis + lost;
        }
        return interval.upper() < 1
                ? "Steps inside " + what + " took " + Changes.longer(slowdown.ratio()) + " steps near them ("
                        + Changes.interval(1 - interval.upper(), 1 - interval.lower()) + "; " + episodes + ")."
                : "Steps inside " + what + " took as long as steps near them, within "
                        + Changes.signed(interval.lower() - 1) + " to " + Changes.signed(interval.upper() - 1)
                        + " (95% CI; " + episodes + ").";
    }

    private static String late(EpisodeCost cost) {
        return cost.late()
                .map(late -> " The flag may be late: taken " + Figures.seconds(late.millis())
                        + " s earlier, steps inside the same episodes took " + Changes.longer(late.ratio())
                        + " steps near them; the interval covers both.")
                .orElse("");
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
                ? "an efficiency drop while heating"
                : "an episode of " + CollapseReason.inWords(reason);
    }

    private static String episodes(String reason) {
        if (reason.equals(CollapseReason.RECORDED.id())) {
            return "recorded collapses";
        }
        return reason.equals(CollapseReason.EFFICIENCY.id())
                ? CollapseKind.INFERRED.description()
                : "throttling (" + CollapseReason.inWords(reason) + ")";
    }

    private static String sentence(AggregatedCost run, String state, StepHistogram inside) {
        String what = "while a device was " + state;
        OptionalDouble slowdown = run.slowdown(inside);
        if (inside.count() == 0) {
            return "No step ran " + what + ".";
        }
        if (slowdown.isEmpty()) {
            return "Too few steps, or too long ones, " + what + " (" + inside.count() + ") or while none was ("
                    + run.clear().count() + ") to compare them.";
        }
        return "Steps " + what + " took " + Changes.longer(slowdown.getAsDouble())
                + " steps while none was. Medians of histograms (" + AGGREGATED
                + ") give no interval and no time lost.";
    }

    private static String lost(LostTime lost, double watchedSeconds) {
        return length(lost.seconds()) + " (95% CI " + Changes.range(length(lost.lower()), length(lost.upper()))
                + ") lost in " + length(watchedSeconds) + ".";
    }

    private static String length(double seconds) {
        return Figures.length(Math.round(MILLIS * seconds));
    }
}
