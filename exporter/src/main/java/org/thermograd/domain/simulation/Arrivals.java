package org.thermograd.domain.simulation;

import java.util.PriorityQueue;
import java.util.function.DoubleUnaryOperator;

/**
 * Times at which something happens by itself: a Poisson process, whose rate may change with time (by thinning), each event
 * of which may be a cluster. Confined to one thread.
 */
final class Arrivals {
    private static final double SECONDS_PER_HOUR = 3600;

    private final RandomStream random;
    private final Rate rate;
    private final Cluster cluster;
    private final PriorityQueue<Double> pending = new PriorityQueue<>();
    private double nextCluster;

    /**
     * How often.
     *
     * @param perHour mean rate
     * @param factor the rate at a time as a multiple of that
     * @param greatestFactor the greatest it ever is
     */
    record Rate(double perHour, DoubleUnaryOperator factor, double greatestFactor) {
        /** Returns a rate that does not change. */
        static Rate constant(double perHour) {
            return new Rate(perHour, seconds -> 1, 1);
        }
    }

    /**
     * How many together.
     *
     * @param size at least 1
     * @param spacingSeconds mean time between neighbors
     */
    record Cluster(int size, double spacingSeconds) {
        /** No cluster: each comes alone. */
        static final Cluster ALONE = new Cluster(1, 1);
    }

    Arrivals(RandomStream random, Rate rate, Cluster cluster) {
        this.random = random;
        this.rate = rate;
        this.cluster = cluster;
        this.nextCluster = clusterAfter(0);
    }

    /** Returns whether one has come by a time, and forgets it; more than one may have. */
    boolean poll(double seconds) {
        fill(seconds);
        if (pending.isEmpty() || pending.peek() > seconds) {
            return false;
        }
        pending.remove();
        return true;
    }

    private void fill(double seconds) {
        while (nextCluster <= seconds) {
            double member = nextCluster;
            pending.add(member);
            for (int i = 1; i < cluster.size; i++) {
                member += random.exponential(cluster.spacingSeconds);
                pending.add(member);
            }
            nextCluster = clusterAfter(nextCluster);
        }
    }

    private double clusterAfter(double seconds) {
        double clustersPerHour = rate.perHour * rate.greatestFactor / cluster.size;
        if (clustersPerHour == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double next = seconds;
        do {
            next += random.exponential(SECONDS_PER_HOUR / clustersPerHour);
        } while (!random.happens(rate.factor.applyAsDouble(next) / rate.greatestFactor));
        return next;
    }
}
