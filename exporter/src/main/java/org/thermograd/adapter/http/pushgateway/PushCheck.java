package org.thermograd.adapter.http.pushgateway;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.domain.ingest.Pusher;

/** Whether a push fits to what is held. Immutable. */
final class PushCheck {
    /** The series that a group has by itself. */
    static final int TIMES = 2;

    private final GroupLimits ofAll;
    private final GroupLimits ofOne;

    PushCheck(GroupLimits limits) {
        this.ofAll = limits;
        this.ofOne = limits.ofOneToken();
    }

    /**
     * What is taken already.
     *
     * @param groups how many groups
     * @param series how many series, two times of each group included
     * @param bytes how much memory
     */
    record Room(int groups, int series, long bytes) {}

    /** Tells whether there is room for one more group, that of a token. */
    boolean hasRoom(Room taken, Optional<Pusher> pusher) {
        return taken.groups() < limits(pusher).maxGroups();
    }

    private GroupLimits limits(Optional<Pusher> pusher) {
        return pusher.isPresent() ? ofOne : ofAll;
    }

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

    /**
     * Checks that no limit is exceeded.
     *
     * @param pusher the token whose room it is; empty if it is that of all
     */
    void hasRoom(
            Room taken,
            Optional<Pusher> pusher,
            boolean isNew,
            List<PushedFamily> pushed,
            Collection<Group.Held> replaced)
            throws PushRefusedException {
        GroupLimits limits = limits(pusher);
        if (isNew && !hasRoom(taken, pusher)) {
            throw tooMany("groups", "groups", limits.maxGroups(), "--push-max-groups", pusher);
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
            throw tooMany("series", "series of all groups", limits.maxSeries(), "--push-max-series", pusher);
        }
        if (bytes > limits.maxBytes()) {
            throw tooMany("bytes", "bytes that all series take", limits.maxBytes(), "an eighth of -Xmx", pusher);
        }
    }

    private static PushRefusedException tooMany(
            String what, String ofAll, long most, String option, Optional<Pusher> pusher) {
        boolean isGroups = what.equals("groups");
        if (pusher.isEmpty()) {
            return PushRefusedException.of(
                    isGroups ? PushRejection.TOO_MANY_GROUPS : PushRejection.TOO_MANY_SERIES,
                    ofAll + " must be at most " + most + " (" + option + "); delete a group");
        }
        return PushRefusedException.about(
                isGroups ? PushRejection.TOKEN_GROUPS : PushRejection.TOKEN_SERIES,
                "Authorization",
                "a token with at most " + most + " " + what + " (half of " + option + "); delete a group",
                '"' + pusher.get().name() + '"');
    }

    private static PushRefusedException inconsistent(String message) {
        return PushRefusedException.of(PushRejection.INCONSISTENT, Excerpt.message(message));
    }
}
