package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventKind;

/** Every spike and every collapse as a table, in the order of their onsets, with what came before each. */
public final class EventTable {
    private static final String UNWATCHED = "not both sides watched, not counted";

    private final long guardMillis;
    private final long deltaTMillis;
    private final long latencyMillis;

    private record Row(long onsetMillis, List<String> cells) {}

    private EventTable(Report report) {
        this.guardMillis = report.analysis().guardMillis();
        this.deltaTMillis = report.config().coincidence().deltaTMillis();
        this.latencyMillis = report.config().events().detectorLatencyMillis();
    }

    public static Table of(Report report) {
        EventTable table = new EventTable(report);
        List<List<String>> rows = report.analysis().runs().stream()
                .flatMap(run -> table.rows(run).stream())
                .sorted(Comparator.comparingLong(Row::onsetMillis))
                .map(Row::cells)
                .toList();
        return new Table(
                List.of(words("onset (UTC)"), words("run"), words("event"), figures("length"), words("before it")),
                rows);
    }

    private List<Row> rows(RunEvents run) {
        List<Event> collapses =
                run.collapses().values().stream().flatMap(List::stream).toList();
        List<Row> rows = new ArrayList<>();
        run.spikes().forEach(spike -> rows.add(row(spike, "spike", run, collapses)));
        collapses.forEach(collapse -> rows.add(row(collapse, "collapse of " + collapse.source(), run, run.spikes())));
        return rows;
    }

    private Row row(Event event, String what, RunEvents run, List<Event> others) {
        String before = run.coverage().contains(tested(event))
                ? before(event, others, run).orElse("")
                : UNWATCHED;
        String length = event.endMillis() == event.onsetMillis()
                ? "one sample"
                : Figures.length(event.endMillis() - event.onsetMillis());
        return new Row(event.onsetMillis(), List.of(Figures.time(event.onsetMillis()), run.id(), what, length, before));
    }

    private Optional<String> before(Event event, List<Event> others, RunEvents run) {
        return others.stream()
                .filter(other -> run.coverage().contains(tested(other)))
                .filter(other -> lag(event, other) >= -guardMillis && lag(event, other) <= guardMillis + deltaTMillis)
                .min(Comparator.comparingLong(other -> lag(event, other)))
                .map(other -> {
                    String name = other.kind() == EventKind.SPIKE ? "a spike" : "a collapse of " + other.source();
                    return Math.abs(lag(event, other)) <= guardMillis
                            ? name + " within the guard"
                            : name + " " + Figures.seconds(lag(event, other)) + " s before";
                });
    }

    private long lag(Event event, Event other) {
        return tested(event) - tested(other);
    }

    /** Returns the onset that is tested: that of a collapse is moved back by the latency of its detector. */
    private long tested(Event event) {
        return event.onsetMillis() - (event.kind() == EventKind.SPIKE ? 0 : latencyMillis);
    }
}
