package org.thermograd.adapter.http.pushgateway;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.StepField;
import org.thermograd.domain.training.TrainingStep;

/** Finds the step of a training run among what is pushed, by the names that the push API knows. Stateless. */
final class PushedSteps {
    private static final Pattern NO_METRIC = Pattern.compile("[^a-zA-Z0-9_:]");
    private static final String RANK = "rank";
    private static final Set<String> LABELS = Set.of(GroupKey.JOB, GroupKey.INSTANCE, RANK);

    /** Every name, as Prometheus can have it; one that is a name already goes before one that had to be changed. */
    private static final Map<String, StepField> FIELDS = fields();

    private PushedSteps() {}

    private static Map<String, StepField> fields() {
        Map<String, StepField> fields = new HashMap<>(StepField.BY_NAME.entrySet().stream()
                .collect(Collectors.toMap(
                        name -> NO_METRIC.matcher(name.getKey()).replaceAll("_"),
                        Map.Entry::getValue,
                        (one, other) -> one)));
        fields.putAll(StepField.BY_NAME);
        return Map.copyOf(fields);
    }

    /** Returns the run of a group: its job, where one process of it tells and the name is that of a run. */
    static Optional<RunId> run(GroupKey group) {
        boolean one = LABELS.containsAll(group.labels().keySet())
                && group.labels().getOrDefault(RANK, "0").equals("0");
        return one && RunId.isValid(group.job()) ? Optional.of(new RunId(group.job())) : Optional.empty();
    }

    /** Returns the step that families tell of, if they have its number and one of its signals. */
    static Optional<TrainingStep> step(List<PushedFamily> families) {
        Map<StepField, Double> values = values(families);
        OptionalLong number = number(values);
        if (number.isEmpty() || values.keySet().stream().noneMatch(StepField::isSignal)) {
            return Optional.empty();
        }
        return Optional.of(new TrainingStep(
                number.getAsLong(),
                OptionalLong.empty(),
                value(values, StepField.GRAD_NORM),
                value(values, StepField.LOSS),
                value(values, StepField.LEARNING_RATE)));
    }

    /** Returns the number of the step that families tell of, if they do. */
    static OptionalLong number(List<PushedFamily> families) {
        return number(values(families));
    }

    private static Map<StepField, Double> values(List<PushedFamily> families) {
        Map<StepField, Double> values = new EnumMap<>(StepField.class);
        for (PushedFamily family : families) {
            StepField field = FIELDS.get(family.name());
            if (field != null && family.single().isPresent()) {
                values.putIfAbsent(field, family.single().getAsDouble());
            }
        }
        return values;
    }

    private static OptionalLong number(Map<StepField, Double> values) {
        double number = values.getOrDefault(StepField.STEP, Double.NaN);
        return number >= 0 && number <= TrainingStep.MAX_STEP && number == Math.rint(number)
                ? OptionalLong.of((long) number)
                : OptionalLong.empty();
    }

    private static OptionalDouble value(Map<StepField, Double> values, StepField field) {
        Double value = values.get(field);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
