package org.example.trainer;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Prints how the training goes, and slows it down to the pace that was asked for. */
final class Progress extends TrainingListenerAdapter implements Consumer<Step> {
    private static final int EVERY = 50;
    private final Digits digits;
    private final long pace;
    private final long begin = System.nanoTime();
    private final List<Long> bad = new ArrayList<>();
    private Optional<Step> first = Optional.empty();
    private Optional<Step> last = Optional.empty();
    private long stepBegin = begin;

    Progress(Digits digits, Duration pace) {
        this.digits = digits;
        this.pace = pace.toNanos();
    }

    @Override
    public void accept(Step step) {
        first = first.or(() -> Optional.of(step));
        last = Optional.of(step);
        if (digits.bad(step.number())) {
            bad.add(step.number());
        }
        if (step.number() % EVERY == 0 || digits.bad(step.number())) {
            System.out.printf(
                    Locale.ROOT,
                    "step %d  loss %.4f  grad_norm %.4g  learning_rate %.4g%s%n",
                    step.number(),
                    step.loss(),
                    step.gradNorm(),
                    step.learningRate(),
                    digits.bad(step.number()) ? "  bad batch" : "");
        }
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batch) {
        try {
            TimeUnit.NANOSECONDS.sleep(pace - (System.nanoTime() - stepBegin));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stepBegin = System.nanoTime();
    }

    /** Prints what was. */
    void end(double listenerMillis) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "Made %d steps in %.1f s; loss %.4f at first, %.4f at last; the listener took %.2f ms of a step%n",
                last.map(Step::number).orElse(0L),
                seconds,
                first.map(Step::loss).orElse(Double.NaN),
                last.map(Step::loss).orElse(Double.NaN),
                listenerMillis);
        System.out.println("Bad batches: " + bad.size() + " " + bad);
    }
}
