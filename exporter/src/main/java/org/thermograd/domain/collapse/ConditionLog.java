package org.thermograd.domain.collapse;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.ingest.StepCondition;
import org.thermograd.domain.series.Segment;

/** When one device was throttled or collapsed, of late. Confined to one thread. */
final class ConditionLog {
    private static final long NONE = Long.MIN_VALUE;

    /** A time in which a condition held, both ends included. */
    private record Stretch(StepCondition condition, long fromMillis, long toMillis) {
        boolean overlaps(long from, long to) {
            return fromMillis <= to && toMillis >= from;
        }
    }

    private final Device device;
    private final EpisodeLog episodes;
    private final Newest<Stretch> stretches = new Newest<>();
    /** Stretches of throttling that a driver or the kernel reported, each as far as it is certain. */
    private final Newest<Segment> reported = new Newest<>();

    private final Map<CollapseReason, Long> collapsedSince = new EnumMap<>(CollapseReason.class);
    private long throttledSinceMillis = NONE;
    private long throttledLastMillis = NONE;

    ConditionLog(Device device, CollapseConfig config) {
        this.device = device;
        this.episodes = new EpisodeLog(config);
    }

    /** Returns its flags. */
    EpisodeLog episodes() {
        return episodes;
    }

    /** Returns the device. */
    Device device() {
        return device;
    }

    void throttled(long millis, Set<String> reasons) {
        boolean throttled = !CollapseReason.holdingBack(reasons).isEmpty();
        if (throttled && throttledSinceMillis == NONE) {
            throttledSinceMillis = millis;
        } else if (!throttled && throttledSinceMillis != NONE) {
            report(throttledSinceMillis, throttledLastMillis);
            stretches.add(new Stretch(StepCondition.THROTTLED, throttledSinceMillis, millis));
            throttledSinceMillis = NONE;
        }
        throttledLastMillis = millis;
    }

    /** Takes the beginning of a collapse. Of a device whose collapses are confirmed those that are inferred do not count. */
    void started(CollapseReason reason, long onsetMillis) {
        if (reason.kind() == CollapseKind.INFERRED && episodes.tells(CollapseKind.CONFIRMED)) {
            return;
        }
        collapsedSince.put(reason, onsetMillis);
    }

    void ended(CollapseReason reason, long endMillis) {
        Long since = collapsedSince.remove(reason);
        if (since != null) {
            if (reason.kind() == CollapseKind.CONFIRMED) {
                report(since, endMillis);
            }
            stretches.add(new Stretch(StepCondition.COLLAPSED, since, endMillis));
        }
    }

    private void report(long fromMillis, long lastMillis) {
        reported.add(new Segment(fromMillis, Math.max(lastMillis, fromMillis + 1)));
    }

    /** Returns whether throttling that a driver or the kernel reported overlaps a time, ends excluded. */
    boolean wasReported(long fromMillis, long toMillis) {
        boolean now = throttledSinceMillis != NONE && throttledSinceMillis < toMillis;
        return now
                || collapsedSince.entrySet().stream()
                        .anyMatch(one -> one.getKey().kind() == CollapseKind.CONFIRMED && one.getValue() < toMillis)
                || reported.stream().anyMatch(one -> one.startMillis() < toMillis && one.endMillis() > fromMillis);
    }

    /** Returns the worst condition between two times. */
    StepCondition during(long fromMillis, long toMillis) {
        StepCondition worst = StepCondition.CLEAR;
        if (throttledSinceMillis != NONE && throttledSinceMillis <= toMillis) {
            worst = StepCondition.THROTTLED;
        }
        if (collapsedSince.values().stream().anyMatch(since -> since <= toMillis)) {
            return StepCondition.COLLAPSED;
        }
        for (Stretch stretch : stretches) {
            if (stretch.overlaps(fromMillis, toMillis) && stretch.condition().compareTo(worst) > 0) {
                worst = stretch.condition();
            }
        }
        return worst;
    }
}
