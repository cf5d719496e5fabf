package org.thermograd.adapter.http.pushgateway;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.Pusher;

/**
 * All groups. What a push costs follows from its own size: what other groups hold is looked up and never gone through, and
 * a scrape only puts together what pushes have written already. Thread-safe.
 */
public final class PushedGroups {
    private final GroupLimits limits;
    private final PushCheck check;

    @GuardedBy("this")
    private final GroupShares shares;

    @GuardedBy("this")
    private GroupJournal journal = GroupJournal.NONE;

    @GuardedBy("this")
    private final Map<GroupKey, Group> groups = new LinkedHashMap<>();

    /** Who holds a family, by its name. */
    @GuardedBy("this")
    private final Map<String, Map<GroupKey, Group.Held>> families = new TreeMap<>();

    /** Who holds a series. */
    @GuardedBy("this")
    private final Map<String, Group.Held> series = new HashMap<>();

    @GuardedBy("this")
    private long bytes;

    @GuardedBy("this")
    private long expired;

    /** Makes an empty one. */
    public PushedGroups(GroupLimits limits) {
        this.limits = requireNonNull(limits, "limits");
        this.check = new PushCheck(limits);
        this.shares = new GroupShares(check);
    }

    GroupLimits limits() {
        return limits;
    }

    /**
     * Takes a push whole.
     *
     * @param key which group; made if there is none
     * @param pushed its families
     * @param replaceAll whether those families of the group go that are not in it
     * @param pusher whose share it counts for
     * @param epochMillis when it is
     * @return the families of the group that went
     * @throws PushRefusedException if it does not fit to what others pushed, there is no room, or it cannot be kept; nothing
     *     has changed then
     */
    synchronized List<PushedFamily> push(
            GroupKey key, List<PushedFamily> pushed, boolean replaceAll, Optional<Pusher> pusher, long epochMillis)
            throws PushRefusedException {
        Optional<Group> known = Optional.ofNullable(groups.get(key));
        Group group = known.orElseGet(() -> new Group(key));
        List<Group.Held> replaced = group.replaced(pushed, replaceAll);
        check.fits(key, pushed, families);
        check.differs(pushed, series, replaced);
        check.hasRoom(room(), Optional.empty(), known.isEmpty(), pushed, replaced);
        shares.hasRoom(group, pusher, pushed, replaced);
        keep(() -> GroupEntry.push(key, pushed, replaceAll, epochMillis));
        shares.remove(group);
        List<PushedFamily> before = new ArrayList<>();
        for (Group.Held held : replaced) {
            remove(group, held);
            before.add(held.family());
        }
        pushed.forEach(family -> add(group, new Group.Held(key, family)));
        group.adopt(pusher);
        shares.add(group);
        group.pushed(epochMillis);
        if (known.isEmpty()) {
            groups.put(key, group);
        }
        return before;
    }

    private synchronized PushCheck.Room room() {
        return new PushCheck.Room(groups.size(), seriesHeld(), bytes);
    }

    private synchronized void add(Group group, Group.Held held) {
        PushedFamily family = held.family();
        group.add(held);
        families.computeIfAbsent(family.name(), any -> new LinkedHashMap<>()).put(held.group(), held);
        family.series().forEach(one -> series.put(one, held));
        bytes += family.bytes();
    }

    private synchronized void remove(Group group, Group.Held held) {
        PushedFamily family = held.family();
        group.remove(held);
        Map<GroupKey, Group.Held> others = families.getOrDefault(family.name(), Map.of());
        others.remove(held.group());
        if (others.isEmpty()) {
            families.remove(family.name());
        }
        family.series().forEach(series::remove);
        bytes -= family.bytes();
    }

    /** Notes that a push was refused, and makes the group if there is none and there is room. */
    synchronized void fail(GroupKey key, Optional<Pusher> pusher, long epochMillis) throws PushRefusedException {
        boolean known = groups.containsKey(key);
        if (!known && !(check.hasRoom(room(), Optional.empty()) && shares.hasRoom(pusher))) {
            return;
        }
        Group group = groups.getOrDefault(key, new Group(key));
        keep(() -> GroupEntry.of(GroupEntry.Kind.FAIL, key, epochMillis));
        group.failed(epochMillis);
        if (!known) {
            groups.put(key, group);
            group.adopt(pusher);
            shares.add(group);
        }
    }

    /**
     * Forgets a group, if there is one.
     *
     * @throws PushRefusedException if that cannot be kept; the group is still there then
     */
    synchronized void delete(GroupKey key) throws PushRefusedException {
        if (groups.containsKey(key)) {
            keep(() -> GroupEntry.of(GroupEntry.Kind.DELETE, key, 0));
            forget(key);
        }
    }

    private synchronized void forget(GroupKey key) {
        Group group = groups.remove(key);
        if (group != null) {
            shares.remove(group);
            List.copyOf(group.families().values()).forEach(held -> remove(group, held));
        }
    }

    /** Forgets the groups that were not pushed for too long. */
    public synchronized void expire(long nowMillis) {
        if (limits.ttl().isEmpty()) {
            return;
        }
        long oldest = nowMillis - limits.ttl().get().toMillis();
        for (Group group : List.copyOf(groups.values())) {
            if (group.heardMillis() < oldest) {
                forget(group.key());
                expired++;
            }
        }
    }

    private synchronized void keep(Supplier<GroupEntry> entry) throws PushRefusedException {
        if (journal != GroupJournal.NONE) {
            try {
                journal.append(entry.get().bytes());
            } catch (NotStoredException e) {
                throw PushRefusedException.of(PushRejection.INSUFFICIENT_STORAGE, String.valueOf(e.getMessage()))
                        .withHeader("Retry-After", "1");
            }
        }
    }

    /**
     * Keeps all that is held, and what comes, in a journal.
     *
     * @throws NotStoredException if it cannot
     */
    public synchronized void keepIn(GroupJournal given) throws NotStoredException {
        given.rewrite(GroupEntry.all(views()));
        journal = given;
    }

    /**
     * Makes the journal shorter where it has grown long.
     *
     * @throws NotStoredException if it cannot; all is as it was then
     */
    public synchronized void shortenJournal() throws NotStoredException {
        if (journal.isLong()) {
            journal.rewrite(GroupEntry.all(views()));
        }
    }

    /** Returns how many groups there are. */
    public synchronized int size() {
        return groups.size();
    }

    /** Returns how many series there are, the times of the groups included. */
    public synchronized int seriesHeld() {
        return series.size() + 2 * groups.size();
    }

    /** Returns how many groups were forgotten as they were not pushed. */
    public synchronized long expired() {
        return expired;
    }

    /** Returns the page of all families whose names are wanted, in parts. */
    synchronized List<byte[]> page(Predicate<String> wanted) {
        List<byte[]> parts = new ArrayList<>();
        for (Map.Entry<String, Map<GroupKey, Group.Held>> entry : families.entrySet()) {
            if (wanted.test(entry.getKey())) {
                boolean first = true;
                for (Group.Held held : entry.getValue().values()) {
                    if (first) {
                        parts.add(held.family().head().getBytes(StandardCharsets.UTF_8));
                        first = false;
                    }
                    parts.add(held.family().lines());
                }
            }
        }
        if (!groups.isEmpty() && wanted.test(Group.FAILED)) {
            parts.add(times(
                    Group.FAILED, "When a push of the group was last refused, in seconds since 1970; 0 for never."));
            groups.values().forEach(group -> parts.add(group.failedLine()));
        }
        if (!groups.isEmpty() && wanted.test(Group.PUSHED)) {
            parts.add(times(Group.PUSHED, "When the group was last pushed, in seconds since 1970; 0 for never."));
            groups.values().forEach(group -> parts.add(group.pushedLine()));
        }
        return parts;
    }

    private static byte[] times(String name, String help) {
        return ("# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n").getBytes(StandardCharsets.UTF_8);
    }

    synchronized List<GroupView> views() {
        return groups.values().stream()
                .map(group -> new GroupView(
                        group.key(),
                        group.families().values().stream()
                                .map(Group.Held::family)
                                .toList(),
                        group.pushedMillis(),
                        group.failedMillis()))
                .toList();
    }
}
