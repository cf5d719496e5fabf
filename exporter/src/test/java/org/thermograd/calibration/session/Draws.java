package org.thermograd.calibration.session;

import java.util.SplittableRandom;
import org.thermograd.testing.SeededNoise;

/** The random numbers of one session: the same for the same name and number, whatever was drawn before. Confined to one thread. */
public final class Draws {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final SplittableRandom random;
    private final SeededNoise noise;

    private Draws(long seed) {
        this.random = new SplittableRandom(seed);
        this.noise = new SeededNoise(random.nextLong());
    }

    /**
     * Starts the numbers of a session.
     *
     * @param base the seed of the whole calibration
     * @param name the setting
     * @param number which session of it, from 0 on
     */
    public static Draws of(long base, String name, int number) {
        long hash = FNV_BASIS;
        for (char c : (base + "/" + name + "/" + number).toCharArray()) {
            hash = (hash ^ c) * FNV_PRIME;
        }
        return new Draws(hash);
    }

    /** Returns the next number from 0 up to and without 1. */
    public double uniform() {
        return random.nextDouble();
    }

    /** Returns the next number between two. */
    public double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Tells whether something of the given probability happens. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Returns the next exponentially distributed number. */
    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** Returns the next nearly normal number, of mean 0 and deviation 1, never beyond 6. */
    public double normal() {
        return noise.irwinHall();
    }

    /** Returns a number whose logarithm is nearly normal around 0. */
    double logNormal(double deviation) {
        return StrictMath.exp(deviation * noise.irwinHall());
    }
}
