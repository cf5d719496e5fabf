package org.thermograd.adapter.report.view;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.cost.ClusterRules;

/** How the answer was found, and what it does not say: one plain sentence each. */
public final class Method {
    private Method() {}

    /** Returns the question that every report answers. */
    public static String question() {
        return "Did throttling slow this training run, and do gradient-norm spikes and hardware collapses go together?"
                + " Which come first?";
    }

    /** Returns how it was answered. */
    public static List<String> sentences(Report report) {
        CorrelationConfig config = report.config();
        Analysis analysis = report.analysis();
        String guard = Figures.seconds(analysis.guardMillis()) + " s";
        String window = Figures.seconds(config.coincidence().deltaTMillis()) + " s";
        List<String> sentences = new ArrayList<>();
        sentences.add("A spike is a step whose gradient norm the detector "
                + config.detector().id()
                + " flags; steps flagged less than "
                + Figures.seconds(config.events().spikeRefractoryMillis())
                + " s after each other are one spike.");
        sentences.add("Collapses: " + report.collapses().kind().description()
                + "; those of a device less than "
                + Figures.seconds(config.events().collapseRefractoryMillis()) + " s apart are one.");
        sentences.add("An event follows another if it begins more than the guard of " + guard + " and at most " + window
                + " beyond the guard after it; closer ones have no order.");
        sentences.add(
                "Each direction must be unlikely under two null models, of which one keeps bursts and rhythm and the"
                        + " other slow change, and under both without pauses of training and the minute after each, at a"
                        + " false-discovery rate of "
                        + Figures.number(config.coincidence().alpha())
                        + ", with a rate ratio of at least "
                        + Figures.number(config.coincidence().minRateRatio()) + ".");
        if (config.coincidence().shortWindows() > 0) {
            sentences.add("An order is claimed only if it shows within "
                    + Figures.seconds(config.coincidence().shortWindows()
                            * config.coincidence().deltaTMillis())
                    + " s too, so that what drives both for a minute is not taken for it.");
        }
        sentences.add("What episodes cost is found by comparing the steps inside each of them with the steps up to "
                + Figures.length(ClusterRules.NEAR_MILLIS)
                + " before and after it; the interval comes from how much episodes differ.");
        return sentences;
    }

    /** Returns what the answer does not say. */
    public static List<String> limits(Report report) {
        List<String> limits = new ArrayList<>();
        if (report.source().simulated().isPresent()) {
            limits.add("Simulated data show that the method finds such links, not that they exist.");
        }
        limits.add(
                "Recordings are observations: the answers are precede, follow and occur together, nothing stronger.");
        if (report.source() instanceof Source.Prometheus
                && report.findings().lagHistogram().isPresent()
                && report.findings().stepLags().isEmpty()) {
            limits.add("Lags are in seconds only: scrapes came less often than steps, so it is not known how many steps"
                    + " lie between two events.");
        }
        limits.add(
                switch (report.collapses().kind()) {
                    case CONFIRMED ->
                        "A confirmed collapse is what driver or kernel reported; what they do not report"
                                + " is not in here.";
                    case INFERRED ->
                        "An efficiency drop while heating is inferred and not throttling that a driver reported; "
                                + "inference misses most collapses (" + InferredWords.SENSITIVITY + ").";
                    case RECORDED ->
                        "A recorded collapse is what its monitor flagged; one that flags late makes spikes"
                                + " seem to come first.";
                });
        limits.add(
                "No evidence is not evidence that there is nothing: a weaker link than the one above would not have been"
                        + " seen.");
        limits.add("Settings that were chosen after a look at the data make the answer exploratory.");
        return limits;
    }
}
