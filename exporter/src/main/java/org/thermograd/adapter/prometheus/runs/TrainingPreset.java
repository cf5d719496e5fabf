package org.thermograd.adapter.prometheus.runs;

import java.util.Locale;

/** Metrics of trainers that serve their newest values as gauges. */
public enum TrainingPreset implements TrainingSide {
    /** Those of prime-rl and of others that name theirs so: {@code trainer_grad_norm}, {@code trainer_step}, {@code trainer_loss}. */
    TRAINER("trainer_grad_norm", "trainer_step", "trainer_loss");

    private final String gradNorm;
    private final String step;
    private final String loss;

    TrainingPreset(String gradNorm, String step, String loss) {
        this.gradNorm = gradNorm;
        this.step = step;
        this.loss = loss;
    }

    /** Returns the name in options. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String gradNorm() {
        return gradNorm;
    }

    String step() {
        return step;
    }

    String loss() {
        return loss;
    }

    @Override
    public String description() {
        return "preset " + id();
    }
}
