package org.thermograd.adapter.report.view;

import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.DoseResponse;
import org.thermograd.domain.analysis.cost.DoseResponse.Estimated;
import org.thermograd.domain.analysis.cost.DoseResponse.Refused;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.cost.EpisodeKind;

/** What episodes cost that left no time outside: step time by the clock. */
final class DoseSentences {
    private DoseSentences() {}

    /**
     * Returns the sentences.
     *
     * @param cost of the episodes
     * @param run of which they are, with its dose-response
     * @param what the episodes in words
     */
    static String of(EpisodeCost cost, RunCost run, String what) {
        double share = cost.coveredShare().orElse(0);
        String start = (cost.kind().device().equals(EpisodeKind.ALL)
                        ? "Some device"
                        : "Device " + cost.kind().device()) + " was in " + what + " for " + Changes.percent(share)
                + "% of the time";
        boolean covered = share > CostConfig.COVERED_SHARE;
        DoseResponse dose = run.dose().orElseThrow();
        if (dose instanceof Estimated estimated) {
            return start
                    + (covered ? ", so there is no outside. " : ", and hardly any step is far from every episode. ")
                    + line(estimated);
        }
        return start + (covered ? " and " : ", hardly any step is far from every episode, and ") + why((Refused) dose)
                + ": the cost cannot be determined." + decile(run);
    }

    private static String line(Estimated dose) {
        boolean follows = dose.lower() > 1 || dose.upper() < 1;
        return (follows ? "Step time follows the clock of " : "Step time does not visibly follow the clock of ")
                + dose.device() + ": at its mean, "
                + Changes.percent(dose.meanClockShare()) + "% of full, steps take " + Changes.longer(dose.slowdown())
                + " at full clock (" + interval(dose) + "; line in full clock / clock, trend removed)."
                + (dose.extrapolated() ? " Full clock itself was not seen." : "");
    }

    private static String interval(Estimated dose) {
        return dose.slowdown() < 1
                ? Changes.interval(1 - dose.upper(), 1 - dose.lower())
                : Changes.interval(dose.lower() - 1, dose.upper() - 1);
    }

    private static String why(Refused refused) {
        return switch (refused.reason()) {
            case NO_CLOCK -> "no clock was recorded";
            case STEPS_NOT_KNOWN ->
                "step time can be compared with the clock only where each step is known, in a session" + " or in files";
            case TOO_FEW_STEPS -> "no step can be used";
            case CLOCK_HARDLY_VARIES -> "the clock varied by less than 5%";
            case TOO_SHORT -> "the run is shorter than an hour or has too few steps";
            case NO_FIT -> "step time does not follow the clock";
        };
    }

    private static String decile(RunCost run) {
        return run.bestDecile()
                .map(best -> " The fastest tenth of steps took up to " + Figures.number(best.decileSeconds())
                        + " s, the median step " + Figures.number(best.medianSeconds()) + " s.")
                .orElse("");
    }
}
