package org.example.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.Batchifier;
import ai.djl.util.Progress;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * Batches of drawn digits, made while they are needed: the same for the same seed. Now and then a batch is bad: its
 * pixels are fifty times as bright, as if nobody had scaled them.
 */
final class Digits implements Dataset {
    static final int SIDE = 28;
    static final int CLASSES = 10;
    private static final int BATCH = 256;
    private static final float BAD_BRIGHTNESS = 50;
    private static final double WRONG_LABELS = 0.05;

    /** Ends of the seven segments in a box of 1 by 2, as x, y, x, y. */
    private static final double[][] SEGMENTS = {
        {0, 0, 1, 0}, {1, 0, 1, 1}, {1, 1, 1, 2}, {0, 2, 1, 2}, {0, 1, 0, 2}, {0, 0, 0, 1}, {0, 1, 1, 1}
    };

    /** Which segments make each digit, one bit each. */
    private static final int[] DIGITS = {0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f};

    private final Options options;

    Digits(Options options) {
        this.options = options;
    }

    /** Whether this step's batch is bad; steps count from 1. */
    boolean bad(long step) {
        return step % options.badEvery() == 0;
    }

    @Override
    public Iterable<Batch> getData(NDManager manager) {
        Random random = new Random(options.seed());
        long end = System.nanoTime() + options.time().toNanos();
        return () -> new Iterator<>() {
            private long made;

            @Override
            public boolean hasNext() {
                return made < options.steps() && System.nanoTime() - end < 0;
            }

            @Override
            public Batch next() {
                if (made == options.steps()) {
                    throw new NoSuchElementException();
                }
                made++;
                return batch(manager.newSubManager(), random, bad(made) ? BAD_BRIGHTNESS : 1, made);
            }
        };
    }

    private Batch batch(NDManager manager, Random random, float brightness, long step) {
        float[] pixels = new float[BATCH * SIDE * SIDE];
        float[] labels = new float[BATCH];
        for (int image = 0; image < BATCH; image++) {
            int digit = random.nextInt(CLASSES);
            draw(digit, random, brightness, pixels, image * SIDE * SIDE);
            labels[image] = random.nextDouble() < WRONG_LABELS ? random.nextInt(CLASSES) : digit;
        }
        NDArray data = manager.create(pixels, new Shape(BATCH, 1, SIDE, SIDE));
        return new Batch(
                manager,
                new NDList(data),
                new NDList(manager.create(labels)),
                BATCH,
                Batchifier.STACK,
                Batchifier.STACK,
                step,
                options.steps());
    }

    private static void draw(int digit, Random random, float brightness, float[] pixels, int from) {
        double size = 8 + 3 * random.nextDouble();
        double slant = 0.5 * random.nextDouble() - 0.25;
        double left = (SIDE - size) / 2 + 5 * (random.nextDouble() - 0.5);
        double top = (SIDE - 2 * size) / 2 + 4 * (random.nextDouble() - 0.5);
        double width = 0.8 + 0.8 * random.nextDouble();
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            double y = (pixel / SIDE - top) / size;
            double x = (pixel % SIDE - left) / size + slant * (y - 1);
            double ink = 1 / (1 + Math.exp(4 * (distance(digit, x, y) * size - width)));
            pixels[from + pixel] = brightness * (float) (ink + 0.3 * random.nextGaussian());
        }
    }

    private static double distance(int digit, double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int segment = 0; segment < SEGMENTS.length; segment++) {
            if ((DIGITS[digit] >> segment & 1) == 1) {
                double[] ends = SEGMENTS[segment];
                double dx = x - Math.max(ends[0], Math.min(ends[2], x));
                double dy = y - Math.max(ends[1], Math.min(ends[3], y));
                least = Math.min(least, dx * dx + dy * dy);
            }
        }
        return Math.sqrt(least);
    }

    @Override
    public void prepare(Progress progress) {
        // Nothing is read or fetched.
    }
}
