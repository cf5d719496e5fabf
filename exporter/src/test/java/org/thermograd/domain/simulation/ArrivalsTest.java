package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final int HOURS = 2000;

    /** Returns the second in which each event comes. */
    private static List<Integer> times(Arrivals.Rate rate, Arrivals.Cluster cluster) {
        Arrivals arrivals = new Arrivals(new RandomStream(new SplittableRandom(11)), rate, cluster);
        List<Integer> times = new ArrayList<>();
        for (int second = 0; second < HOURS * 3600; second++) {
            while (arrivals.poll(second)) {
                times.add(second);
            }
        }
        return times;
    }

    /** Counts the events that come soon after another. */
    private static double shareWithin(List<Integer> times, int seconds) {
        int close = 0;
        for (int i = 1; i < times.size(); i++) {
            close += times.get(i) - times.get(i - 1) <= seconds ? 1 : 0;
        }
        return close / (double) times.size();
    }

    @Test
    void comeAtTheirRateWithoutMemory() {
        List<Integer> times = times(Arrivals.Rate.constant(30), Arrivals.Cluster.ALONE);

        assertThat(times.size() / (double) HOURS).isCloseTo(30, within(0.4));
        assertThat(shareWithin(times, 60)).isCloseTo(1 - Math.exp(-60 / 120.0), within(0.01));
    }

    @Test
    void comeInClustersAtTheSameMeanRate() {
        List<Integer> times = times(Arrivals.Rate.constant(30), new Arrivals.Cluster(5, 4));

        assertThat(times.size() / (double) HOURS).isCloseTo(30, within(0.8));
        assertThat(shareWithin(times, 20)).isGreaterThan(0.75);
    }

    @Test
    void comeWhereTheirRateIsHigh() {
        List<Integer> times =
                times(new Arrivals.Rate(30, second -> second % 3600 < 1800 ? 0 : 2, 2), Arrivals.Cluster.ALONE);

        assertThat(times.size() / (double) HOURS).isCloseTo(30, within(0.4));
        assertThat(times).allMatch(second -> second % 3600 >= 1800 || second % 3600 == 0);
    }

    @Test
    void neverComeAtRateZero() {
        assertThat(times(Arrivals.Rate.constant(0), Arrivals.Cluster.ALONE)).isEmpty();
    }
}
