package org.thermograd.domain.simulation;

import java.util.SplittableRandom;

/** Random numbers for one purpose, the same for a seed on every machine. Confined to one thread. */
final class RandomStream {
    private final SplittableRandom random;

    /** Makes the stream of a generator of its own. */
    RandomStream(SplittableRandom random) {
        this.random = random;
    }

    /** Returns the next number of at least 0 and less than 1. */
    double uniform() {
        return random.nextDouble();
    }

    /** Tells whether something happens that has a probability. */
    boolean happens(double probability) {
        return uniform() < probability;
    }

    /** Returns the next number between two. */
    double between(double least, double greatest) {
        return least + (greatest - least) * uniform();
    }

    /** Returns the next time to wait, exponential with a mean. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Returns the next standard normal number, by Box and Muller. */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }

    /**
     * Returns the next number of a Student t.
     *
     * <p>Source: R. W. Bailey, Polar generation of random variates with the t-distribution, Mathematics of Computation 62
     * (1994).
     *
     * @param freedom its degrees of freedom, greater than 0
     */
    double studentT(double freedom) {
        double radius = StrictMath.sqrt(freedom * (StrictMath.pow(1 - uniform(), -2 / freedom) - 1));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }
}
