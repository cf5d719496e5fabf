package org.thermograd.adapter.http.pushgateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.thermograd.domain.ingest.Pusher;

/** What one group pushed, and when. Guarded by the groups that it is one of. */
final class Group {
    /** When it was pushed last. */
    static final String PUSHED = "push_time_seconds";
    /** When a push of it was refused last. */
    static final String FAILED = "push_failure_time_seconds";

    private final GroupKey key;
    private final Map<String, Held> families = new LinkedHashMap<>();
    private Optional<Pusher> owner = Optional.empty();
    private int series;
    private long bytes;
    private OptionalLong pushedMillis = OptionalLong.empty();
    private OptionalLong failedMillis = OptionalLong.empty();
    private byte[] pushedLine;
    private byte[] failedLine;

    /** One of its families; another one even where it holds the same. */
    static final class Held {
        private final GroupKey group;
        private final PushedFamily family;

        Held(GroupKey group, PushedFamily family) {
            this.group = group;
            this.family = family;
        }

        GroupKey group() {
            return group;
        }

        PushedFamily family() {
            return family;
        }
    }

    Group(GroupKey key) {
        this.key = key;
        this.pushedLine = line(PUSHED, 0);
        this.failedLine = line(FAILED, 0);
    }

    GroupKey key() {
        return key;
    }

    /** Returns its families by name; not to be modified. */
    Map<String, Held> families() {
        return families;
    }

    void add(Held held) {
        families.put(held.family().name(), held);
        series += held.family().series().size();
        bytes += held.family().bytes();
    }

    void remove(Held held) {
        families.remove(held.family().name());
        series -= held.family().series().size();
        bytes -= held.family().bytes();
    }

    /** Returns the token whose share it counts for. */
    Optional<Pusher> owner() {
        return owner;
    }

    /** Makes it count for the share of a token, unless it does for that of another. */
    void adopt(Optional<Pusher> pusher) {
        owner = owner.or(() -> pusher);
    }

    /** Returns how many series it has, its two times not included. */
    int series() {
        return series;
    }

    /** Returns how much memory its series take. */
    long bytes() {
        return bytes;
    }

    /** Returns those of its families that a push takes the place of. */
    List<Held> replaced(List<PushedFamily> pushed, boolean all) {
        if (all) {
            return List.copyOf(families.values());
        }
        List<Held> replaced = new ArrayList<>();
        for (PushedFamily family : pushed) {
            Held held = families.get(family.name());
            if (held != null) {
                replaced.add(held);
            }
        }
        return replaced;
    }

    void pushed(long epochMillis) {
        pushedMillis = OptionalLong.of(epochMillis);
        pushedLine = line(PUSHED, epochMillis);
    }

    void failed(long epochMillis) {
        failedMillis = OptionalLong.of(epochMillis);
        failedLine = line(FAILED, epochMillis);
    }

    OptionalLong pushedMillis() {
        return pushedMillis;
    }

    OptionalLong failedMillis() {
        return failedMillis;
    }

    /** Returns when it was last heard of: when it was pushed, or, if it never was, when that failed. */
    long heardMillis() {
        return pushedMillis.orElse(failedMillis.orElse(0));
    }

    byte[] pushedLine() {
        return pushedLine;
    }

    byte[] failedLine() {
        return failedLine;
    }

    private byte[] line(String name, long millis) {
        return (name + '{' + key.text() + "} " + Decimal.seconds(millis) + '\n').getBytes(StandardCharsets.UTF_8);
    }
}
