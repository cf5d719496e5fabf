package org.example.trainer;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.training.tracker.WarmUpTracker;
import java.util.List;

/** Trains a small network on drawn digits and lets Thermograd watch, by pushes and by an MBean. */
public final class Main {
    private Main() {}

    /**
     * Trains. The status is 2 where the command line is wrong.
     *
     * @param words the command line
     * @throws Exception if the training fails
     */
    public static void main(String[] words) throws Exception {
        // All that DJL needs is on the class path; it asks no network, and tells nobody.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // Beside other programs threads that wait for each other make a step many times as long.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        if (List.of(words).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(words, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        train(options);
    }

    private static void train(Options options) throws Exception {
        Engine.getInstance().setRandomSeed(Math.toIntExact(options.seed()));
        Digits digits = new Digits(options);
        Tracker learningRate = WarmUpTracker.builder()
                .setMainTracker(Tracker.factor()
                        .setBaseValue(0.001f)
                        .setFactor(0.999f)
                        .optMaxUpdates(2000)
                        .build())
                .optWarmUpSteps(30)
                .optWarmUpBeginValue(0.0001f)
                .build();
        try (Pusher pusher = new Pusher(options.url(), options.run());
                TrainingBean bean = new TrainingBean(options.run());
                Model model = Model.newInstance("digits")) {
            Thread.sleep(options.startAfter().toMillis());
            Progress progress = new Progress(digits, options.pace());
            StepListener listener = new StepListener(learningRate, List.of(bean, pusher, progress));
            model.setBlock(network());
            try (Trainer trainer = model.newTrainer(config(learningRate, listener, progress))) {
                trainer.initialize(new Shape(1, 1, Digits.SIDE, Digits.SIDE));
                EasyTrain.fit(trainer, 1, digits, null);
            }
            progress.end(listener.millisPerStep());
        }
    }

    private static TrainingConfig config(Tracker learningRate, TrainingListener... listeners) {
        return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(learningRate)
                        .optBeta2(0.95f)
                        .build())
                .addTrainingListeners(listeners);
    }

    private static SequentialBlock network() {
        return new SequentialBlock()
                .add(convolution(16))
                .add(Activation::relu)
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(convolution(32))
                .add(Activation::relu)
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(64).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(Digits.CLASSES).build());
    }

    private static Conv2d convolution(int filters) {
        return Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .setFilters(filters)
                .optPadding(new Shape(1, 1))
                .build();
    }
}
