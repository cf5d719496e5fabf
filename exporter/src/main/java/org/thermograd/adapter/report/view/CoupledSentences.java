package org.thermograd.adapter.report.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.coincidence.ShortBlocks;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.LatencyTrial;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.series.Pauses;

/** The sentences of an analysis that found something: what, against which chance, and what it holds without. */
final class CoupledSentences {
    private final Analysis analysis;
    private final CorrelationConfig config;

    CoupledSentences(Analysis analysis, CorrelationConfig config) {
        this.analysis = analysis;
        this.config = config;
    }

    String coupled(Verdict.Coupled verdict) {
        if (verdict.order().isEmpty()) {
            return analysis.qualifiers().contains(Qualifier.ORDER_DEPENDS_ON_LATENCY) ? late() : close();
        }
        return switch (verdict.order().get()) {
            case SPIKES_FIRST ->
                "Coupled: spikes precede collapses. "
                        + follow(forward(), "collapses", "began " + lags() + " after " + aSpike()) + sizeAndQ(forward())
                        + latency() + pauses() + commonCause(forward().coincidence());
            case COLLAPSES_FIRST ->
                "Coupled: collapses precede spikes. "
                        + follow(backward(), "spikes", spikesFollow() + " " + lags() + " after a collapse")
                        + sizeAndQ(backward()) + pauses()
                        + commonCause(backward().coincidence());
            case BOTH ->
                "Coupled within " + Figures.seconds(config.coincidence().deltaTMillis()) + " s in both directions: "
                        + counts(forward().coincidence(), "collapses after spikes") + "; "
                        + counts(backward().coincidence(), "spikes after collapses")
                        + ". Feedback or a confounder; no order is claimed." + pauses();
        };
    }

    private String late() {
        String when = analysis.latency().stream()
                .filter(trial -> trial.holds().contains(Direction.BACKWARD))
                .map(LatencyTrial::latencyMillis)
                .findFirst()
                .map(Figures::seconds)
                .orElseThrow();
        return "Coupled, order not known: "
                + follow(forward(), "collapses", "were flagged " + lags() + " after " + aSpike()) + sizeAndQ(forward())
                + " If the collapse flag is " + when
                + " s late, collapses come first. State its latency (--detector-latency)."
                + pauses();
    }

    private String close() {
        Coincidence sync = analysis.sync().orElseThrow();
        String guard = Figures.seconds(analysis.guardMillis());
        return "Coupled, order not resolvable: " + share(sync, "collapses") + " began "
                + (stepsKnown()
                        ? "during a step with a spike or within " + guard + " s of it"
                        : "within " + guard + " s of a spike")
                + "; chance gives " + chance(sync) + ". Rate ratio " + ratio(sync) + "; p = "
                + Figures.number(statistics(sync).pOrder()) + "." + pauses();
    }

    String together(Verdict.TogetherWithinMinutes verdict) {
        Optional<TestedDirection> direction =
                verdict.direction().map(one -> one == Direction.FORWARD ? forward() : backward());
        Coincidence test = direction
                .map(TestedDirection::coincidence)
                .orElseGet(() -> analysis.sync().orElseThrow());
        String what = verdict.direction()
                .map(one -> one == Direction.FORWARD ? "collapses after spikes" : "spikes after collapses")
                .orElse("collapses close to a spike");
        String level = direction
                .map(one -> "q = " + Figures.number(one.q().orElseThrow()))
                .orElseGet(() -> "p = " + Figures.number(statistics(test).p()));
        Optional<ShortBlocks> blocks = statistics(test).shortBlocks();
        return "Spikes and collapses come in the same minutes: " + counts(test, what) + "; " + level + ". Inside "
                + Figures.seconds(blocks.map(ShortBlocks::blockMillis).orElse(0L))
                + " s they show no firm order (p = "
                + Figures.number(blocks.map(ShortBlocks::p).orElse(1.0))
                + "), so a confounder that lasts about a minute (sequence length, data, load) explains it as well."
                + pauses();
    }

    /** Returns what there is to say about flags that may be late; nothing where that is known. */
    private String latency() {
        if (config.events().latencyKnown() || analysis.latency().isEmpty()) {
            return "";
        }
        OptionalLong farthest = OptionalLong.empty();
        for (LatencyTrial trial : analysis.latency()) {
            if (!trial.holds().equals(Set.of(Direction.FORWARD))) {
                break;
            }
            farthest = OptionalLong.of(trial.latencyMillis());
        }
        return farthest.isPresent()
                ? " It holds for a flag up to " + Figures.seconds(farthest.getAsLong()) + " s late."
                : " It would not hold for a flag "
                        + Figures.seconds(analysis.latency().get(0).latencyMillis()) + " s late.";
    }

    private String pauses() {
        Set<Qualifier> qualifiers = analysis.qualifiers();
        if (qualifiers.contains(Qualifier.PAUSES_NOT_LEFT_OUT)) {
            return " " + Figures.capitalised(QualifierWords.of(Qualifier.PAUSES_NOT_LEFT_OUT)) + ".";
        }
        if (!qualifiers.contains(Qualifier.PAUSES_LEFT_OUT)) {
            return "";
        }
        int count = analysis.runs().stream()
                .flatMap(run -> run.pauses(config.events().pauses()).stream())
                .map(Pauses::pauses)
                .mapToInt(List::size)
                .sum();
        if (qualifiers.contains(Qualifier.PAUSES_PARTLY_LEFT_OUT)) {
            return " It holds without the "
                    + (count == 1
                            ? "longest pause and the minute after it"
                            : count + " longest pauses and the minute after each")
                    + " as well, not without all.";
        }
        return " It holds without the "
                + (count == 1 ? "pause and the minute after it" : count + " pauses and the minute after each")
                + " as well.";
    }

    private static String commonCause(Coincidence test) {
        return statistics(test)
                .shortBlocks()
                .map(blocks -> " A confounder that acts within " + Figures.seconds(blocks.blockMillis())
                        + " s is not excluded.")
                .orElse("");
    }

    private static String follow(TestedDirection direction, String effects, String how) {
        return share(direction.coincidence(), effects) + " " + how + "; chance gives " + chance(direction.coincidence())
                + ".";
    }

    private static String sizeAndQ(TestedDirection direction) {
        return " Rate ratio " + ratio(direction.coincidence()) + ", "
                + RatioWords.label(statistics(direction.coincidence()).rateRatio()) + "; q = "
                + Figures.number(direction.qOrder().orElseThrow()) + ".";
    }

    private static String counts(Coincidence test, String what) {
        return share(test, what) + ", chance gives " + chance(test) + ", rate ratio " + ratio(test);
    }

    private static String share(Coincidence test, String effects) {
        return test.counts().coincidences() + " of " + test.counts().effects() + " " + effects + " ("
                + Figures.percent(statistics(test).precursorRate().value()) + ")";
    }

    private static String chance(Coincidence test) {
        CoincidenceCounts counts = test.counts();
        return String.format(Locale.ROOT, "%.1f", counts.effects() * counts.exposure());
    }

    private static String ratio(Coincidence test) {
        return RatioWords.withInterval(statistics(test).rateRatio());
    }

    private String lags() {
        long guard = analysis.guardMillis();
        return Figures.seconds(guard) + "–"
                + Figures.seconds(guard + config.coincidence().deltaTMillis()) + " s";
    }

    private String aSpike() {
        return stepsKnown() ? "a step with a spike" : "a spike";
    }

    private String spikesFollow() {
        return stepsKnown() ? "belong to a step that began" : "came";
    }

    private boolean stepsKnown() {
        return analysis.runs().stream()
                .allMatch(run -> run.spikes().isEmpty()
                        || !run.steps().spikeStartMillis().isEmpty());
    }

    private TestedDirection forward() {
        return analysis.forward().orElseThrow();
    }

    private TestedDirection backward() {
        return analysis.backward().orElseThrow();
    }

    private static CoincidenceStatistics statistics(Coincidence test) {
        return test.statistics().orElseThrow();
    }
}
