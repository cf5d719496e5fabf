package org.thermograd.domain.simulation;

import java.util.PriorityQueue;

/** Times of full load: those that come by themselves and those that are asked for. Confined to one thread. */
final class LoadBursts {
    private final double burstSeconds;
    private final Arrivals own;
    private final PriorityQueue<Double> asked = new PriorityQueue<>();
    private double untilSeconds = Double.NEGATIVE_INFINITY;

    LoadBursts(double burstSeconds, Arrivals own) {
        this.burstSeconds = burstSeconds;
        this.own = own;
    }

    /** Asks for a burst from a time on. */
    void ask(double fromSeconds) {
        asked.add(fromSeconds);
    }

    /** Tells whether one is under way; times must not go back. */
    boolean isFull(double seconds) {
        while (own.poll(seconds)) {
            untilSeconds = seconds + burstSeconds;
        }
        while (!asked.isEmpty() && asked.peek() <= seconds) {
            asked.remove();
            untilSeconds = seconds + burstSeconds;
        }
        return seconds < untilSeconds;
    }
}
