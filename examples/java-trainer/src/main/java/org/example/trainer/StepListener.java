package org.example.trainer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of each step of a training. DJL calls it after the gradients were computed and before {@code Trainer.step()}
 * uses and clears them, so that their norm is the one of the update that follows. Made for one device, and for
 * optimizers that take the gradients as they are (no {@code setRescaleGrad}).
 */
final class StepListener extends TrainingListenerAdapter {
    private final Tracker learningRate;
    private final List<Consumer<Step>> doors;
    private long number;
    private long nanos;
    private boolean failed;

    /**
     * Creates a listener.
     *
     * @param learningRate the tracker that the optimizer has; it must keep no state
     * @param doors who is told, on the thread of the training: they must not wait
     */
    StepListener(Tracker learningRate, List<Consumer<Step>> doors) {
        this.learningRate = learningRate;
        this.doors = List.copyOf(doors);
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batch) {
        long begin = System.nanoTime();
        number++;
        try {
            Step step = new Step(
                    number, System.currentTimeMillis() / 1000.0, loss(trainer, batch), gradNorm(trainer), rate());
            doors.forEach(door -> door.accept(step));
        } catch (RuntimeException e) {
            if (!failed) {
                System.err.println("Step " + number + " cannot be told, the training goes on: " + e);
            }
            failed = true;
        }
        nanos += System.nanoTime() - begin;
    }

    /** How long the training waited for this listener, in milliseconds per step. */
    double millisPerStep() {
        return nanos / 1e6 / Math.max(1, number);
    }

    private double rate() {
        return learningRate.getNewValue(Math.toIntExact(number));
    }

    private static double loss(Trainer trainer, BatchData batch) {
        Device device = trainer.getDevices()[0];
        try (NDArray loss = trainer.getLoss()
                .evaluate(batch.getLabels().get(device), batch.getPredictions().get(device))) {
            return loss.getFloat();
        }
    }

    private static double gradNorm(Trainer trainer) {
        double squares = 0;
        for (Parameter parameter : trainer.getModel().getBlock().getParameters().values()) {
            if (parameter.requiresGradient()) {
                // Each call makes a handle of its own, which would live as long as the model.
                try (NDArray gradient = parameter.getArray().getGradient();
                        NDArray norm = gradient.norm()) {
                    double length = norm.getFloat();
                    squares += length * length;
                }
            }
        }
        return Math.sqrt(squares);
    }
}
