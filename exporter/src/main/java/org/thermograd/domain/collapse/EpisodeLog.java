package org.thermograd.domain.collapse;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/** The flags of one device, of late: reasons of its driver, and collapses. Confined to one thread. */
final class EpisodeLog {
    private final CollapseConfig config;
    private final Map<CollapseReason, FlagLog> collapses = new EnumMap<>(CollapseReason.class);
    private final SortedMap<String, FlagLog> reasonsOfDriver = new TreeMap<>();
    private boolean driverTells;
    private boolean inferable;

    EpisodeLog(CollapseConfig config) {
        this.config = config;
    }

    /** Takes a sample of a collapse flag. */
    void flagged(CollapseReason reason, long millis, FlagState state, long sinceMillis) {
        collapses
                .computeIfAbsent(
                        reason,
                        one -> new FlagLog(
                                config,
                                // Only confirmed collapses that are one event are one episode.
                                one.kind() == CollapseKind.CONFIRMED
                                        ? config.refractory().toMillis()
                                        : 0))
                .sample(millis, state, sinceMillis);
    }

    /**
     * Takes what the driver says at a sample.
     *
     * @param everGiven every reason for which a driver has held back any device of this host
     */
    void observed(DeviceStatus status, Set<String> everGiven) {
        inferable = isObservable(status, CollapseReason.EFFICIENCY);
        driverTells |= status.collapses().keySet().stream().anyMatch(Throttling.ACCELERATOR::contains);
        if (driverTells) {
            long millis = status.time().toEpochMilli();
            SortedSet<String> now = status.throttleReasons();
            everGiven.forEach(reason -> reasonsOfDriver
                    .computeIfAbsent(reason, one -> new FlagLog(config, 0))
                    .sample(millis, CollapseReason.holdsBack(reason, now) ? FlagState.UP : FlagState.DOWN, millis));
        }
    }

    private static boolean isObservable(DeviceStatus status, CollapseReason reason) {
        CollapseStatus collapses = status.collapses().get(reason);
        return collapses != null && collapses.everObservable();
    }

    /** Returns whether collapses of a kind can be told. */
    boolean tells(CollapseKind kind) {
        return (kind != CollapseKind.INFERRED || inferable)
                && collapses.keySet().stream().anyMatch(reason -> reason.kind() == kind);
    }

    /**
     * Returns when each flag was up, as far as that ended after some time: the collapses of a kind, and beside confirmed ones
     * the reasons of the driver, or what else confirmed them where no driver gives any.
     */
    SortedMap<String, List<Segment>> up(CollapseKind kind, long fromMillis) {
        SortedMap<String, List<Segment>> up = new TreeMap<>();
        List<Segment> together = new ArrayList<>();
        collapses.forEach((reason, log) -> {
            if (reason.kind() == kind) {
                together.addAll(log.up(fromMillis));
            }
        });
        if (kind == CollapseKind.CONFIRMED) {
            if (driverTells) {
                reasonsOfDriver.forEach((reason, log) -> up.put(reason, log.up(fromMillis)));
            } else {
                CollapseReason only = collapses.containsKey(CollapseReason.LOW_CLOCK)
                        ? CollapseReason.LOW_CLOCK
                        : CollapseReason.CPU_THERMAL;
                up.put(only.id(), together);
            }
        }
        up.put(kind == CollapseKind.INFERRED ? CollapseReason.EFFICIENCY.id() : kind.id(), together);
        return up;
    }

    /** Returns when collapses of a kind could be told, as far as that ended after some time. */
    Coverage watched(CollapseKind kind, long fromMillis) {
        List<Segment> watched = new ArrayList<>();
        collapses.forEach((reason, log) -> {
            if (reason.kind() == kind) {
                watched.addAll(log.watched(fromMillis));
            }
        });
        return new Coverage(Segment.joined(watched, 1));
    }
}
