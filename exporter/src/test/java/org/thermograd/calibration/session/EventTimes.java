package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of events in order. Immutable. */
final class EventTimes {
    private final List<Long> millis;

    EventTimes(List<Long> millis) {
        this.millis = millis.stream().sorted().toList();
    }

    /** Returns those that are no closer than a distance to the last one that stays. */
    EventTimes apart(long distanceMillis) {
        List<Long> kept = new ArrayList<>();
        for (long time : millis) {
            if (kept.isEmpty() || time - kept.get(kept.size() - 1) >= distanceMillis) {
                kept.add(time);
            }
        }
        return new EventTimes(kept);
    }

    EventTimes later(long byMillis) {
        return new EventTimes(millis.stream().map(time -> time + byMillis).toList());
    }

    /** Tells whether there is one between two times, both included. */
    boolean anyIn(long from, long to) {
        int at = Collections.binarySearch(millis, from);
        int first = at >= 0 ? at : -at - 1;
        return first < millis.size() && millis.get(first) <= to;
    }

    List<Long> millis() {
        return millis;
    }
}
