package org.thermograd.testing;

import java.util.SplittableRandom;

/** Random numbers that Python makes bit for bit as well: the golden files' own generator. Confined to one thread. */
public final class SeededNoise {
    private final SplittableRandom random;

    /** Starts the stream of a seed. */
    public SeededNoise(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns the next nearly normal number: the sum of twelve uniform ones, left to right, minus 6. */
    public double irwinHall() {
        double sum = random.nextDouble();
        for (int i = 1; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum - 6;
    }

    /** Returns the next {@code n} of them. */
    public double[] irwinHall(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = irwinHall();
        }
        return values;
    }

    /** Returns 0 to {@code n - 1} shuffled by Fisher and Yates, from the last place down. */
    public int[] shuffled(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = (int) (random.nextDouble() * (i + 1));
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** Returns the autoregressive series {@code y = phi y + z} from 0. */
    public static double[] ar1(double[] z, double phi) {
        double[] y = new double[z.length];
        double previous = 0;
        for (int i = 0; i < z.length; i++) {
            previous = phi * previous + z[i];
            y[i] = previous;
        }
        return y;
    }
}
