package org.thermograd.adapter.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thermograd.adapter.report.view.Curves;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.domain.analysis.timeline.Curve;
import org.thermograd.domain.analysis.timeline.CurveKind;

/** The section of a page in which its script draws the timelines. */
final class TimelineHtml {
    private static final String SPIKE_SIGN =
            "<svg viewBox=\"0 0 14 9\" aria-hidden=\"true\"><polygon points=\"2,0 12,0 7,9\" class=\"fill-spike\"/></svg>";
    private static final String COLLAPSE_SIGN =
            "<svg viewBox=\"0 0 14 9\" aria-hidden=\"true\"><rect width=\"14\" height=\"9\""
                    + " class=\"fill-band\"/><rect width=\"14\" height=\"3\" class=\"fill-collapse\"/></svg>";

    private TimelineHtml() {}

    static void add(List<TimelineView> views, int runsLeftOut, Html html) {
        html.open("p", "class", "key")
                .open("span")
                .raw(SPIKE_SIGN)
                .text("spike")
                .close("span");
        html.open("span").raw(COLLAPSE_SIGN).text("collapse, from onset to end").close("span");
        html.element("span", "Drag to look closer.", "class", "screen").close("p");
        html.open("noscript")
                .element("p", "The timeline needs scripts; everything else on this page does not.")
                .close("noscript");
        for (int i = 0; i < views.size(); i++) {
            add(views.get(i), i, views.size() > 1, html);
        }
        if (runsLeftOut > 0) {
            html.element("p", Figures.count(runsLeftOut, "more run") + " not drawn.", "class", "small");
        }
    }

    private static void add(TimelineView view, int index, boolean several, Html html) {
        if (several) {
            html.element("h3", "Run " + view.timeline().run());
        }
        view.timeline()
                .span()
                .ifPresent(span -> html.element(
                        "p",
                        "From " + Figures.time(span.startMillis()) + " to " + Figures.time(span.endMillis() - 1)
                                + ", UTC.",
                        "class",
                        "small span"));
        html.open("div", "class", "timeline", "data-run", String.valueOf(index));
        html.element("button", "Show all", "type", "button");
        int panel = 0;
        for (Map.Entry<CurveKind, List<Curve>> entry : view.panels().entrySet()) {
            String unit = Curves.unit(entry.getKey());
            html.open("div", "class", entry.getValue().size() == 1 ? "panel single" : "panel");
            html.open("h4").text(Curves.title(entry.getKey()));
            html.element("span", unit.isEmpty() ? "" : " in " + unit).close("h4");
            html.open(
                            "div",
                            "data-panel",
                            String.valueOf(panel++),
                            "role",
                            "img",
                            "aria-label",
                            description(entry.getKey(), entry.getValue(), view))
                    .close("div");
            html.close("div");
        }
        html.close("div");
        if (view.devicesLeftOut() > 0) {
            html.element(
                    "p",
                    "Of the devices those with the most collapses are drawn; "
                            + Figures.count(view.devicesLeftOut(), "more device") + " not.",
                    "class",
                    "small");
        }
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
