package org.thermograd.adapter.http.pushgateway;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/** Whether a push fits to what is held. Immutable. */
final class PushCheck {
    private static final int TIMES = 2;

    private final GroupLimits limits;

    PushCheck(GroupLimits limits) {
        this.limits = limits;
    }

    /**
     * What is taken already.
     *
     * @param groups how many groups
     * @param series how many series
     * @param bytes how much memory
     */
    record Room(int groups, int series, long bytes) {}

    /** Checks that no other group holds a family of the same name and another type. */
    void fits(GroupKey key, List<PushedFamily> pushed, Map<String, Map<GroupKey, Group.Held>> held)
            throws PushRefusedException {
        for (PushedFamily family : pushed) {
            for (Group.Held other : held.getOrDefault(family.name(), Map.of()).values()) {
                if (!other.group().equals(key)) {
                    fits(family, other);
                    // All others have the same type.
                    break;
                }
            }
        }
    }

    private static void fits(PushedFamily family, Group.Held other) throws PushRefusedException {
        MetricType type = other.family().type();
        if (type != family.type()) {
            throw inconsistent(family.name() + " must be a " + type.id() + ", as it is in the group " + other.group()
                    + ", got a " + family.type().id());
        }
    }

    /**
     * Checks that nobody else holds one of the series, and that none is there twice.
     *
     * @param held who holds a series
     * @param replaced what goes when the push is taken
     */
    void differs(List<PushedFamily> pushed, Map<String, Group.Held> held, Collection<Group.Held> replaced)
            throws PushRefusedException {
        Set<Group.Held> going = Set.copyOf(replaced);
        Set<String> own = new HashSet<>();
        for (PushedFamily family : pushed) {
            for (String series : family.series()) {
                Group.Held other = held.get(series);
                if (other != null && !going.contains(other)) {
                    throw inconsistent(series + " must be in one family and group, but "
                            + other.family().name() + " of the group " + other.group() + " has it");
                }
                if (!own.add(series)) {
                    throw inconsistent(series + " must be pushed once, got it twice");
                }
            }
        }
    }

    /** Checks that no limit is exceeded. */
    void hasRoom(Room taken, boolean isNew, List<PushedFamily> pushed, Collection<Group.Held> replaced)
            throws PushRefusedException {
        if (isNew && taken.groups() >= limits.maxGroups()) {
            throw PushRefusedException.of(
                    PushRejection.TOO_MANY_GROUPS,
                    "groups must be at most " + limits.maxGroups() + " (--push-max-groups); delete one");
        }
        int series = taken.series() + (isNew ? TIMES : 0);
        long bytes = taken.bytes();
        for (PushedFamily family : pushed) {
            series += family.series().size();
            bytes += family.bytes();
        }
        for (Group.Held held : replaced) {
            series -= held.family().series().size();
            bytes -= held.family().bytes();
        }
        if (series > limits.maxSeries()) {
            throw PushRefusedException.of(
                    PushRejection.TOO_MANY_SERIES,
                    "series of all groups must be at most " + limits.maxSeries() + " (--push-max-series), got " + series
                            + " with this push; delete a group");
        }
        if (bytes > limits.maxBytes()) {
            throw PushRefusedException.of(
                    PushRejection.TOO_MANY_SERIES,
                    "series of all groups must take at most " + limits.maxBytes() + " bytes of memory, got " + bytes
                            + " with this push; delete a group");
        }
    }

    private static PushRefusedException inconsistent(String message) {
        return PushRefusedException.of(PushRejection.INCONSISTENT, message);
    }
}
