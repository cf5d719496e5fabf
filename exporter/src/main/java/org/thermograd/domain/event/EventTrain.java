package org.thermograd.domain.event;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.Require;

/** Joins flagged samples, given in time order, into the events of one source. Confined to one thread. */
final class EventTrain {
    private final String source;
    private final EventKind kind;
    private final String reason;
    private final long refractoryMillis;
    private final List<Event> closed = new ArrayList<>();
    private long onsetMillis;
    private long endMillis;
    private long uncertaintyMillis;
    private int samples;

    EventTrain(String source, EventKind kind, String reason, long refractoryMillis) {
        this.source = Event.requireNotEmpty(source, "source");
        this.kind = kind;
        this.reason = Event.requireNotEmpty(reason, "reason");
        this.refractoryMillis = requireNotNegative(refractoryMillis, "refractoryMillis");
    }

    static long requireNotNegative(long value, String name) {
        Require.notNegative(name, value);
        return value;
    }

    /** Adds a sample that starts an event, unless it comes within the refractory of the last one and joins that. */
    void start(long epochMillis, long sampleUncertaintyMillis) {
        if (samples == 0 || epochMillis - endMillis >= refractoryMillis) {
            close();
            onsetMillis = epochMillis;
            uncertaintyMillis = sampleUncertaintyMillis;
        }
        extend(epochMillis);
    }

    /** Adds a sample that belongs to the event started last. */
    void extend(long epochMillis) {
        endMillis = epochMillis;
        samples++;
    }

    /** Returns the events in time order. */
    List<Event> events() {
        close();
        return List.copyOf(closed);
    }

    private void close() {
        if (samples > 0) {
            closed.add(new Event(source, kind, reason, onsetMillis, endMillis, uncertaintyMillis, samples));
            samples = 0;
        }
    }
}
