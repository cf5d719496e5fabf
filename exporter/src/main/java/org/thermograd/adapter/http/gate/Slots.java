package org.thermograd.adapter.http.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The requests under way, limited in number and in the bytes that they keep in memory. A request is either worked on here
 * or waits for its client: for more of its body, or until its answer was read. Where there is no room, the one that has
 * waited longest is cut off, since an honest client waits least; only where nobody waits is the newcomer refused. So slow
 * clients never keep others out, from whatever address they come. Thread-safe.
 */
final class Slots {
    private final int maxRequests;
    private final long maxHeldBytes;

    @GuardedBy("this")
    private final Set<Slot> waiting = new LinkedHashSet<>();

    @GuardedBy("this")
    private int underWay;

    @GuardedBy("this")
    private long waitingBytes;

    @GuardedBy("this")
    private long workingBytes;

    Slots(int maxRequests, long maxHeldBytes) {
        this.maxRequests = maxRequests;
        this.maxHeldBytes = maxHeldBytes;
    }

    /**
     * Lets a request in, to be worked on.
     *
     * @param cutOff ends it; called at most once, without a lock, by whoever needs the room
     * @return empty if there is no room
     */
    Optional<Slot> enter(Runnable cutOff) {
        Optional<Slot> evicted = Optional.empty();
        synchronized (this) {
            if (underWay >= maxRequests) {
                evicted = waiting.stream().findFirst();
                if (evicted.isEmpty()) {
                    return Optional.empty();
                }
                evicted.get().remove();
            }
            underWay++;
        }
        evicted.ifPresent(slot -> slot.cutOff.run());
        return Optional.of(new Slot(cutOff));
    }

    /** Returns how many requests are under way. */
    synchronized int underWay() {
        return underWay;
    }

    private enum State {
        WORKING,
        WAITING,
        GONE
    }

    /** The place of one request; what it holds is guarded by the slots that it is one of. */
    final class Slot {
        private final Runnable cutOff;

        private State state = State.WORKING;

        private long bytes;

        private Slot(Runnable cutOff) {
            this.cutOff = cutOff;
        }

        /** Waits for the client from now on, unless it does already, with so many bytes in memory. */
        void await(long heldBytes) {
            List<Slot> evicted = new ArrayList<>();
            synchronized (Slots.this) {
                if (state == State.GONE) {
                    return;
                }
                if (state == State.WORKING) {
                    waiting.add(this);
                    state = State.WAITING;
                    workingBytes -= bytes;
                } else {
                    waitingBytes -= bytes;
                }
                bytes = heldBytes;
                waitingBytes += bytes;
                Iterator<Slot> oldest = waiting.iterator();
                while (waitingBytes > maxHeldBytes && waiting.size() > evicted.size() + 1) {
                    evicted.add(oldest.next());
                    waitingBytes -= evicted.get(evicted.size() - 1).bytes;
                    evicted.get(evicted.size() - 1).bytes = 0;
                }
                evicted.forEach(Slot::remove);
            }
            evicted.forEach(slot -> slot.cutOff.run());
        }

        /**
         * Is worked on from now on, with so many bytes in memory.
         *
         * @return whether there is room for them; always for those that come alone
         */
        boolean work(long heldBytes) {
            synchronized (Slots.this) {
                long others = workingBytes - (state == State.WORKING ? bytes : 0);
                if (state == State.GONE || (others > 0 && others + heldBytes > maxHeldBytes)) {
                    return false;
                }
                if (state == State.WAITING) {
                    waiting.remove(this);
                    waitingBytes -= bytes;
                } else {
                    workingBytes -= bytes;
                }
                state = State.WORKING;
                bytes = heldBytes;
                workingBytes += bytes;
                return true;
            }
        }

        /** Tells whether it was cut off, or left. */
        boolean isGone() {
            synchronized (Slots.this) {
                return state == State.GONE;
            }
        }

        /** Gives the place back; again does nothing. */
        void leave() {
            synchronized (Slots.this) {
                if (state != State.GONE) {
                    remove();
                }
            }
        }

        private void remove() {
            synchronized (Slots.this) {
                if (state == State.WAITING) {
                    waiting.remove(this);
                    waitingBytes -= bytes;
                } else {
                    workingBytes -= bytes;
                }
                bytes = 0;
                state = State.GONE;
                underWay--;
            }
        }
    }
}
