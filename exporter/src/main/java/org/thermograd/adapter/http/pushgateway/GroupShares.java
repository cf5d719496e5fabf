package org.thermograd.adapter.http.pushgateway;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.domain.ingest.Pusher;

/**
 * What of all that is held is whose: a group counts for the token that made it, or that pushed to it first after a restart.
 * Guarded by the groups that it is of.
 */
final class GroupShares {
    private static final PushCheck.Room NOTHING = new PushCheck.Room(0, 0, 0);

    private final PushCheck check;
    private final Map<Pusher, PushCheck.Room> taken = new HashMap<>();

    GroupShares(PushCheck check) {
        this.check = check;
    }

    /** Tells whether a token may have one more group. */
    boolean hasRoom(Optional<Pusher> pusher) {
        return pusher.isEmpty() || check.hasRoom(of(pusher.get()), pusher);
    }

    /**
     * Checks that a push leaves the token that its group counts for within its share.
     *
     * @param pusher who pushes
     */
    void hasRoom(Group group, Optional<Pusher> pusher, List<PushedFamily> pushed, Collection<Group.Held> replaced)
            throws PushRefusedException {
        Optional<Pusher> owner = group.owner().or(() -> pusher);
        if (owner.isEmpty()) {
            return;
        }
        boolean adopted = group.owner().isEmpty();
        PushCheck.Room own = of(owner.get());
        PushCheck.Room with = adopted
                ? new PushCheck.Room(own.groups(), own.series() + group.series(), own.bytes() + group.bytes())
                : own;
        check.hasRoom(with, owner, adopted, pushed, replaced);
    }

    private PushCheck.Room of(Pusher pusher) {
        return taken.getOrDefault(pusher, NOTHING);
    }

    /** Counts a group, as it is now. */
    void add(Group group) {
        change(group, 1);
    }

    /** Counts a group no longer, as it is now. */
    void remove(Group group) {
        change(group, -1);
    }

    private void change(Group group, int sign) {
        if (group.owner().isEmpty()) {
            return;
        }
        taken.compute(group.owner().get(), (pusher, before) -> {
            PushCheck.Room room = before == null ? NOTHING : before;
            PushCheck.Room after = new PushCheck.Room(
                    room.groups() + sign,
                    room.series() + sign * (group.series() + PushCheck.TIMES),
                    room.bytes() + sign * group.bytes());
            return after.groups() == 0 ? null : after;
        });
    }
}
