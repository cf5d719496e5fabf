package org.thermograd.domain.training;

import static java.util.Map.entry;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a step, by all the names that trainers give them; pushes and training logs understand the same ones. */
public enum StepField {
    /** The number of the step. */
    STEP,
    /** When the step ended, in seconds since 1970 UTC. */
    TIMESTAMP,
    /** The same by the clock that the recording of the hardware shares; where both are given, this one counts. */
    TIMESTAMP_SHARED,
    /** Norm of the gradient before clipping. */
    GRAD_NORM,
    /** Loss. */
    LOSS,
    /** Learning rate. */
    LEARNING_RATE,
    /** Known, and of no use here: it is passed over, whatever its value. */
    PASSED_OVER,
    /** The same, of an evaluation or of the end of a training: trainers log such entries between those of steps. */
    SUMMARY;

    /** Every name that is known; besides these, what begins with {@code eval_} or {@code eval/} is a summary. */
    public static final Map<String, StepField> BY_NAME = Map.ofEntries(
            entry("step", STEP),
            entry("global_step", STEP),
            entry("train/global_step", STEP),
            entry("timestamp", TIMESTAMP),
            entry("timestamp_shared", TIMESTAMP_SHARED),
            entry("grad_norm", GRAD_NORM),
            entry("grad-norm", GRAD_NORM),
            entry("train/grad_norm", GRAD_NORM),
            entry("gradient_norm", GRAD_NORM),
            entry("grad_2.0_norm_total", GRAD_NORM),
            entry("l2_norm/grad/global", GRAD_NORM),
            entry("megatron.training.grad_norm", GRAD_NORM),
            entry("loss", LOSS),
            entry("train/loss", LOSS),
            entry("lm loss", LOSS),
            entry("loss_metrics/global_avg_loss", LOSS),
            entry("megatron.training.loss", LOSS),
            entry("learning_rate", LEARNING_RATE),
            entry("learning-rate", LEARNING_RATE),
            entry("lr", LEARNING_RATE),
            entry("train/learning_rate", LEARNING_RATE),
            entry("megatron.training.learning_rate", LEARNING_RATE),
            entry("epoch", PASSED_OVER),
            entry("train/epoch", PASSED_OVER),
            entry("step_counter", PASSED_OVER),
            entry("timestamp_iso", PASSED_OVER),
            entry("train_loss", SUMMARY),
            entry("train_runtime", SUMMARY),
            entry("train_samples_per_second", SUMMARY),
            entry("train_steps_per_second", SUMMARY),
            entry("total_flos", SUMMARY));

    private static final Set<StepField> SIGNALS = Set.of(GRAD_NORM, LOSS, LEARNING_RATE);
    private static final Pattern EVALUATION = Pattern.compile("eval[_/].*");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^a-z0-9]");
    private static final int ONE_SLIP_CHARS = 4;
    private static final int TWO_SLIPS_CHARS = 8;

    /** Returns whether a field of this kind is passed over. */
    public boolean isPassedOver() {
        return this == PASSED_OVER || this == SUMMARY;
    }

    /** Returns the field of a name, null if there is none. */
    public static @Nullable StepField of(String name) {
        StepField field = BY_NAME.get(name);
        return field == null && EVALUATION.matcher(name).matches() ? SUMMARY : field;
    }

    /** Returns whether it is one of the three of which a step has at least one. */
    public boolean isSignal() {
        return SIGNALS.contains(this);
    }

    /**
     * Returns the field that an unknown name is most likely a misspelling of: the name of one is the same but for case and
     * punctuation, or differs by one slip (two in a name of eight letters or more). A slip is a letter too many, too few or
     * another one, or two that changed places. Names of up to three letters bear none; fields that are passed over do not
     * count.
     */
    public static Optional<StepField> meant(String unknown) {
        return BY_NAME.entrySet().stream()
                .filter(known -> !known.getValue().isPassedOver())
                .filter(known -> plain(unknown).equals(plain(known.getKey()))
                        || isSlip(unknown.toLowerCase(Locale.ROOT), known.getKey()))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder());
    }

    /** Returns its name in the documentation, such as {@code grad_norm}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String plain(String name) {
        return NO_LETTER_OR_DIGIT.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static boolean isSlip(String given, String known) {
        int slips = known.length() < ONE_SLIP_CHARS ? 0 : known.length() < TWO_SLIPS_CHARS ? 1 : 2;
        return Math.abs(given.length() - known.length()) <= slips && slips(given, known) <= slips;
    }

    /** Returns the optimal string alignment distance of two words (Damerau, Levenshtein). */
    private static int slips(String from, String to) {
        int[][] distance = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int other = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int least =
                        Math.min(Math.min(distance[i - 1][j], distance[i][j - 1]) + 1, distance[i - 1][j - 1] + other);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                distance[i][j] = swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
            }
        }
        return distance[from.length()][to.length()];
    }
}
