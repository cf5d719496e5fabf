package org.thermograd.calibration;

import java.util.List;

/**
 * The options of {@code scripts/calibrate}.
 *
 * @param plan how sessions are drawn
 * @param part the part that runs, or {@code all}
 */
record Options(Plan plan, String part) {
    private static final String ALL = "all";

    /**
     * Reads options, each with a value after it.
     *
     * @param parts the names of all parts
     * @throws IllegalArgumentException if one is wrong; the message names it, the rule and the value
     */
    static Options of(List<String> arguments, List<String> parts) {
        int sessions = 200;
        int threads = 1;
        long seed = Plan.SEED;
        String part = ALL;
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " must have a value");
            }
            String value = arguments.get(i + 1);
            switch (option) {
                case "--sessions" -> sessions = (int) atLeastOne(option, value, Integer.MAX_VALUE);
                case "--threads" -> threads = (int) atLeastOne(option, value, 64);
                case "--seed" -> seed = atLeastOne(option, value, Long.MAX_VALUE);
                case "--part" -> part = value;
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (!part.equals(ALL) && !parts.contains(part)) {
            throw new IllegalArgumentException(
                    "--part must be " + String.join(", ", parts) + " or " + ALL + ", got " + part);
        }
        return new Options(new Plan(sessions, seed, threads), part);
    }

    private static long atLeastOne(String option, String text, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a whole number, got " + text, e);
        }
        throw new IllegalArgumentException(option + " must be 1 to " + most + ", got " + text);
    }

    boolean includes(Part one) {
        return part.equals(ALL) || part.equals(one.name());
    }
}
