package org.thermograd.adapter.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.report.page.Timelines;
import org.thermograd.adapter.report.view.Curves;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.timeline.Curve;
import org.thermograd.domain.analysis.timeline.CurveKind;
import org.thermograd.domain.analysis.timeline.Timeline;

/** The timelines of a report for its page: which are drawn, and what they are called. */
final class TimelinePanels {
    private static final int MOST_TIMELINES = 6;

    private TimelinePanels() {}

    static Timelines of(Report report) {
        List<Timeline> drawable = report.timelines().stream()
                .filter(timeline -> !timeline.curves().isEmpty())
                .toList();
        List<TimelineView> views = drawable.stream()
                .limit(MOST_TIMELINES)
                .map(timeline -> TimelineView.of(timeline, report.analysis().runs()))
                .toList();
        return new Timelines(
                views.stream().map(view -> run(view, views.size() > 1)).toList(),
                views.stream().anyMatch(view -> !view.annotations().phases().isEmpty()),
                views.stream().anyMatch(view -> !view.annotations().marks().isEmpty()),
                sentence(drawable.size() - views.size()),
                TimelineJson.write(views, report.config().events().gaps()));
    }

    private static Optional<String> sentence(int runsLeftOut) {
        return runsLeftOut > 0 ? Optional.of(Figures.count(runsLeftOut, "more run") + " not drawn.") : Optional.empty();
    }

    private static Timelines.RunTimeline run(TimelineView view, boolean several) {
        return new Timelines.RunTimeline(
                several ? Optional.of("Run " + view.timeline().run()) : Optional.empty(),
                view.timeline()
                        .span()
                        .map(span -> "From " + Figures.time(span.startMillis()) + " to "
                                + Figures.time(span.endMillis() - 1) + ", UTC."),
                view.panels().entrySet().stream()
                        .map(panel -> panel(panel.getKey(), panel.getValue(), view))
                        .toList(),
                view.devicesLeftOut() > 0
                        ? Optional.of("Of the devices those with the most collapses are drawn; "
                                + Figures.count(view.devicesLeftOut(), "more device") + " not.")
                        : Optional.empty());
    }

    private static Timelines.Panel panel(CurveKind signal, List<Curve> curves, TimelineView view) {
        return new Timelines.Panel(
                Curves.title(signal), Curves.unit(signal), curves.size(), description(signal, curves, view));
    }

    private static String description(CurveKind signal, List<Curve> curves, TimelineView view) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            least = Math.min(
                    least, Arrays.stream(curve.samples().values()).min().orElseThrow());
            most = Math.max(most, Arrays.stream(curve.samples().values()).max().orElseThrow());
        }
        return Curves.title(signal) + " over time, from " + Figures.number(Curves.shown(signal, least)) + " to "
                + Figures.number(Curves.shown(signal, most)) + " " + Curves.unit(signal) + "; "
                + Figures.count(view.spikes().size(), "spike") + " and "
                + Figures.count(view.collapses().size(), "collapse") + " marked";
    }
}
