package org.thermograd.adapter.report.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Collapses.Figure;
import org.thermograd.domain.analysis.report.Collapses.RatedDevice;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.event.CollapseKind;

/** What a reader should know about the kind of collapses. */
final class CollapseRemarks {
    private CollapseRemarks() {}

    static List<String> of(Report report) {
        Optional<String> latency = latency(report);
        if (report.collapses() instanceof Collapses.FoundLive exported) {
            return Stream.of(exported(exported, report).stream(), latency.stream())
                    .flatMap(part -> part)
                    .toList();
        }
        if (!(report.collapses() instanceof Collapses.Inferred inferred)) {
            return latency.stream().toList();
        }
        Stream<String> kind =
                Stream.of("collapses here are efficiency drops while heating from utilization, temperature and"
                        + " power; no driver or kernel reported them");
        Stream<String> blind = inferred.runs().stream()
                .flatMap(run -> run.blind().entrySet().stream()
                        .map(device -> run.run().id() + ": " + device.getKey() + " cannot show an efficiency drop: "
                                + device.getValue().description()));
        return Stream.of(kind, assumed(inferred).stream(), blind, latency.stream())
                .flatMap(part -> part)
                .toList();
    }

    private static List<String> exported(Collapses.FoundLive exported, Report report) {
        List<String> remarks = new ArrayList<>();
        if (exported.kind() == CollapseKind.INFERRED) {
            remarks.add("collapses here are efficiency drops while heating that the exporter found; no driver or kernel"
                    + " reported them");
        }
        long latencyMillis = report.config().events().detectorLatencyMillis();
        if (exported.latency() == Collapses.Latency.PUBLISHED && latencyMillis > 0) {
            remarks.add("the exporter finds collapses up to " + Figures.seconds(latencyMillis)
                    + " s late, as it says; for the test their onsets are moved back by that (--detector-latency)");
        }
        return remarks;
    }

    private static Optional<String> assumed(Collapses.Inferred inferred) {
        String assumed = inferred.devices().entrySet().stream()
                .filter(device -> !device.getValue().assumed().isEmpty())
                .map(CollapseRemarks::assumed)
                .collect(Collectors.joining("; "));
        return assumed.isEmpty()
                ? Optional.empty()
                : Optional.of("taken as usual for their kind, not known (--rated-watts, --limit-celsius): " + assumed);
    }

    private static String assumed(Map.Entry<String, RatedDevice> device) {
        RatedDevice rated = device.getValue();
        return device.getKey() + " "
                + rated.assumed().stream()
                        .map(figure -> figure == Figure.RATED_WATTS
                                ? "rated power " + Figures.number(rated.rating().ratedWatts()) + " W"
                                : "limit " + Figures.number(rated.rating().limitCelsius()) + " °C")
                        .collect(Collectors.joining(" and "));
    }

    private static boolean isGiven(Collapses collapses) {
        if (collapses instanceof Collapses.FoundLive exported) {
            return exported.latency() == Collapses.Latency.GIVEN;
        }
        return collapses instanceof Collapses.Scraped scraped && scraped.latency() == Collapses.Latency.GIVEN;
    }

    private static Optional<String> latency(Report report) {
        boolean any = report.analysis().runs().stream()
                .map(RunEvents::collapses)
                .anyMatch(devices -> devices.values().stream().anyMatch(events -> !events.isEmpty()));
        boolean stated = report.collapses() instanceof Collapses.Recorded
                && report.config().events().latencyKnown();
        if (report.config().events().detectorLatencyMillis() != 0 || !any || stated || isGiven(report.collapses())) {
            return Optional.empty();
        }
        if (report.collapses() instanceof Collapses.Scraped) {
            return Optional.of("how late whoever exposed the collapses found them is not known and taken as 0"
                    + " (--detector-latency)");
        }
        return Optional.of(
                switch (report.collapses().kind()) {
                    case CONFIRMED ->
                        "a collapse begins with the first sample at which the driver gave its reason; what the driver"
                                + " delays it by is taken as 0 (--detector-latency)";
                    case RECORDED ->
                        "the latency of the monitor's collapse flag is not known and taken as 0; a late flag makes"
                                + " spikes seem to come first (--detector-latency)";
                    case INFERRED ->
                        "an efficiency drop begins with the first sample of its hold; what smoothing over 5 samples and"
                                + " the slope window delay it by, up to 4 samples and where heating begins with it half"
                                + " the window, is taken as 0 (--detector-latency)";
                });
    }
}
