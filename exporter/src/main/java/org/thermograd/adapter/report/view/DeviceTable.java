package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.thermograd.domain.analysis.coincidence.RateRatio;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.Verdict;

/** The devices, each tested alone, as a table in the order of their rank. */
public final class DeviceTable {
    /** What stands above the table. */
    public static final String TITLE = "Each device alone";

    /** By what the devices are ranked. */
    public static final String RANKED_BY =
            "smaller p of its two directions, then lower end of that rate ratio, then collapses"
                    + " per hour; devices that cannot be tested come last";

    private DeviceTable() {}

    /** Returns what stands below the table. */
    public static String note() {
        return "Ranked by: " + RANKED_BY + ". The q-values are of all devices together.";
    }

    /** Returns the table. */
    public static Table of(PerDevice perDevice) {
        List<List<String>> rows = new ArrayList<>();
        for (PerDevice.Ranked one : perDevice.ranking()) {
            rows.add(List.of(
                    String.valueOf(rows.size() + 1),
                    one.device(),
                    one.collapses()
                            + (one.collapsesPerHour().isPresent()
                                    ? " ("
                                            + Figures.number(
                                                    one.collapsesPerHour().getAsDouble()) + "/h)"
                                    : ""),
                    one.best().map(DeviceTable::direction).orElseGet(() -> notTested(perDevice, one.device())),
                    one.best().map(member -> Sentences.rateRatio(ratio(member))).orElse(""),
                    one.best()
                            .map(member -> Figures.number(member.test().q().orElseThrow()))
                            .orElse(""),
                    one.best().map(member -> member.holds() ? "coupled" : "").orElse("")));
        }
        return new Table(
                List.of(
                        figures("rank"),
                        words("device"),
                        figures("collapses"),
                        words("direction"),
                        figures("rate ratio [95 %]"),
                        figures("q of all"),
                        words("found")),
                rows);
    }

    private static RateRatio ratio(PerDevice.Member member) {
        return member.test().coincidence().statistics().orElseThrow().rateRatio();
    }

    private static String direction(PerDevice.Member member) {
        return member.direction() == Direction.FORWARD ? "collapses after spikes" : "spikes after collapses";
    }

    private static String notTested(PerDevice perDevice, String device) {
        return perDevice.of(device).verdict() instanceof Verdict.NotEstimable notEstimable
                ? "not estimable: "
                        + notEstimable.reasons().stream().map(Sentences::reason).collect(Collectors.joining("; "))
                : "windows saturate";
    }
}
