package org.thermograd.domain.simulation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A value for each {@link SimulationParameter}, all of them checked. Immutable. */
public final class SimulationParameters {
    /** What nothing else says. */
    static final SimulationParameters DEFAULTS = new SimulationParameters(new EnumMap<>(SimulationParameter.class));

    private final Map<SimulationParameter, Double> values;

    private SimulationParameters(Map<SimulationParameter, Double> values) {
        this.values = values;
    }

    /** Returns the value of a parameter. */
    public double get(SimulationParameter parameter) {
        return values.getOrDefault(parameter, parameter.defaultValue());
    }

    /**
     * Returns a copy with other values for some parameters.
     *
     * @throws InvalidSimulationException if a value is outside its range, or contradicts another
     */
    public SimulationParameters with(Map<SimulationParameter, Double> changes) throws InvalidSimulationException {
        List<String> problems = new ArrayList<>();
        changes.forEach((parameter, value) -> check(parameter, value, problems));
        return changed(changes, problems);
    }

    /**
     * Returns a copy with the values of a parameter file: lines {@code key = value}; empty lines and those that begin
     * with {@code #} are skipped.
     *
     * @throws InvalidSimulationException if a line is none of these, a key is unknown or there twice, a value is no
     *     number, outside its range, or contradicts another; it tells all of that
     */
    public SimulationParameters withFile(String text) throws InvalidSimulationException {
        Map<String, SimulationParameter> byKey = new HashMap<>();
        for (SimulationParameter parameter : SimulationParameter.values()) {
            byKey.put(parameter.key(), parameter);
        }
        Map<SimulationParameter, Double> changes = new EnumMap<>(SimulationParameter.class);
        List<String> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                readLine(line, "line " + (i + 1) + ": ", byKey, changes, problems);
            }
        }
        return changed(changes, problems);
    }

    private static void readLine(
            String line,
            String place,
            Map<String, SimulationParameter> byKey,
            Map<SimulationParameter, Double> changes,
            List<String> problems) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            problems.add(place + "must be key = value, got " + line);
            return;
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        SimulationParameter parameter = byKey.get(key);
        if (parameter == null) {
            problems.add(place + "key must be a parameter of the simulation, got " + key);
        } else if (changes.containsKey(parameter)) {
            problems.add(place + key + " must be there once, got it again");
        } else {
            double number = number(value);
            List<String> wrong = new ArrayList<>();
            check(parameter, number, value, wrong);
            wrong.forEach(problem -> problems.add(place + problem));
            changes.put(parameter, wrong.isEmpty() ? number : parameter.defaultValue());
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void check(SimulationParameter parameter, double value, List<String> problems) {
        check(parameter, value, String.valueOf(value), problems);
    }

    private static void check(SimulationParameter parameter, double value, String shown, List<String> problems) {
        boolean within = value >= parameter.least() && value <= parameter.greatest();
        if (!within || (parameter.isCount() && value != Math.rint(value))) {
            problems.add(parameter.key() + " must be " + (parameter.isCount() ? "a whole number from " : "")
                    + plain(parameter.least()) + " to " + plain(parameter.greatest()) + ", got " + shown);
        }
    }

    private SimulationParameters changed(Map<SimulationParameter, Double> changes, List<String> problems)
            throws InvalidSimulationException {
        Map<SimulationParameter, Double> all = new EnumMap<>(SimulationParameter.class);
        all.putAll(values);
        all.putAll(requireNonNull(changes, "changes"));
        SimulationParameters changed = new SimulationParameters(all);
        if (problems.isEmpty()) {
            changed.checkTogether(problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidSimulationException(problems);
        }
        return changed;
    }

    private void checkTogether(List<String> problems) {
        checkAtMost(SimulationParameter.IDLE_WATTS, SimulationParameter.FULL_WATTS, problems);
        checkAtMost(SimulationParameter.IDLE_WATTS, SimulationParameter.POWER_LIMIT_WATTS, problems);
        checkAtMost(SimulationParameter.CLOCK_MIN_HERTZ, SimulationParameter.CLOCK_MAX_HERTZ, problems);
        checkAtMost(SimulationParameter.CLOCK_IDLE_HERTZ, SimulationParameter.CLOCK_MAX_HERTZ, problems);
        checkAtMost(SimulationParameter.LIMIT_CELSIUS, SimulationParameter.HW_LIMIT_CELSIUS, problems);
        checkAtMost(SimulationParameter.GRAD_NORM_FLOOR, SimulationParameter.GRAD_NORM_START, problems);
        checkAtMost(SimulationParameter.LOSS_FLOOR, SimulationParameter.LOSS_START, problems);
        checkAtMost(SimulationParameter.SPIKE_MIN_RATIO, SimulationParameter.SPIKE_MAX_RATIO, problems);
    }

    private void checkAtMost(SimulationParameter lower, SimulationParameter upper, List<String> problems) {
        if (get(lower) > get(upper)) {
            problems.add(lower.key() + " must be at most " + upper.key() + " " + plain(get(upper)) + ", got "
                    + plain(get(lower)));
        }
    }

    /** Returns a number as people write it. */
    private static String plain(double value) {
        return String.valueOf(value).replaceFirst("\\.0$", "");
    }
}
