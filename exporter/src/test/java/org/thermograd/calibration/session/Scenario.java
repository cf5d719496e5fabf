package org.thermograd.calibration.session;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A kind of session in which nothing couples spikes and collapses but the driver that acts on both, if there is one.
 *
 * @param name a short name, unique
 * @param about what acts on both sides, in words
 * @param role what the scenario is for
 * @param plan what each of its runs is made of, without a coupling
 * @param runs how many runs a session has
 */
public record Scenario(String name, String about, Role role, EventPlan plan, int runs) {
    private static final Coupling PLANTED = new Coupling.Forward(new Coupling.Effect(5, 2, 15));
    private static final double SECONDS_PER_HOUR = 3600;

    /** What a scenario is for. */
    public enum Role {
        /** Nothing acts on both sides. */
        UNRELATED,
        /** A driver acts on both sides, and a null model is meant to take it into account. */
        SHARED,
        /** A driver acts on both sides of which no null model can know. */
        LIMIT
    }

    /** Returns how long all runs of a session are together. */
    public double hours() {
        return runs * plan.seconds() / SECONDS_PER_HOUR;
    }

    /** Draws a session in which nothing is coupled. */
    public List<GeneratedRun> draw(Draws draws) {
        return draw(plan, draws);
    }

    /** Draws one in which collapses come 5 times more often within 15 s after a spike. */
    public List<GeneratedRun> drawPlanted(Draws draws) {
        return draw(plan.coupled(PLANTED), draws);
    }

    private List<GeneratedRun> draw(EventPlan each, Draws draws) {
        return IntStream.range(0, runs)
                .mapToObj(i -> EventRun.draw(each, draws))
                .toList();
    }
}
