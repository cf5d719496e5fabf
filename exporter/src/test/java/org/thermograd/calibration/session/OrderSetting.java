package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kind of session in which spikes and collapses are coupled in a known order, or driven within one step.
 *
 * @param name a short name, unique
 * @param rightOrder the verdict that names the order; absent where there is none to be named
 * @param plan what its run is made of
 */
public record OrderSetting(String name, Optional<String> rightOrder, EventPlan plan) {
    private static final String FORWARD = "COUPLED_SPIKES_PRECEDE_COLLAPSES";
    private static final String BACKWARD = "COUPLED_COLLAPSES_PRECEDE_SPIKES";
    private static final List<String> ORDERS = List.of(FORWARD, BACKWARD);
    private static final Driver EVALUATIONS = Drivers.pauses(600, 60, new Surge(15, 15, 20));

    /** Draws a session. */
    public List<GeneratedRun> draw(Draws draws) {
        return List.of(EventRun.draw(plan, draws));
    }

    /** Tells whether a verdict names an order, and not the right one. */
    public boolean isWrong(String verdict) {
        return ORDERS.contains(verdict) && !rightOrder.equals(Optional.of(verdict));
    }

    /** Tells whether a verdict names the right order. */
    public boolean isRight(String verdict) {
        return rightOrder.equals(Optional.of(verdict));
    }

    /** Returns all of them. */
    public static List<OrderSetting> all() {
        List<OrderSetting> all = new ArrayList<>();
        EventPlan hour = EventPlan.ofHours(1);
        EventPlan four = EventPlan.ofHours(4);
        for (int ratio : List.of(3, 5, 10)) {
            all.add(forward("spikes first, 1 h, ratio " + ratio, hour, ratio, 2, 15));
        }
        for (int ratio : List.of(3, 5, 10)) {
            all.add(forward("spikes first, ratio " + ratio, four, ratio, 2, 15));
        }
        for (int ratio : List.of(3, 5, 10)) {
            all.add(forward("spikes first, evaluations, ratio " + ratio, four.drivenBy(EVALUATIONS), ratio, 2, 15));
        }
        for (int ratio : List.of(3, 5, 10)) {
            all.add(backward("collapses first, ratio " + ratio, four, ratio, 2, 15));
        }
        for (int ratio : List.of(3, 5, 10)) {
            all.add(backward("collapses first, evaluations, ratio " + ratio, four.drivenBy(EVALUATIONS), ratio, 2, 15));
        }
        for (int late : List.of(3, 5, 8)) {
            all.add(backward(
                    "collapses first by 2–6 s, flagged " + late + " s late, ratio 10",
                    four.flaggedLate(late * 1000L),
                    10,
                    2,
                    6));
        }
        all.add(forward("spikes first by 2–6 s, flagged 10 s late, ratio 10", four.flaggedLate(10_000), 10, 2, 6));
        all.add(forward("spikes first by 16–30 s, ratio 10", four, 10, 16, 30));
        EventPlan ten = EventPlan.ofHours(10);
        all.add(forward("spikes first, steps of 4 s, ratio 5", four.inStepsOf(4000), 5, 2, 15));
        all.add(backward("collapses first, steps of 4 s, ratio 5", four.inStepsOf(4000), 5, 2, 15));
        all.add(forward("spikes first, steps of 40 s, ratio 10", ten.inStepsOf(40_000), 10, 2, 15));
        all.add(backward("collapses first, steps of 40 s, ratio 10", ten.inStepsOf(40_000), 10, 2, 15));
        for (int step : List.of(1, 2, 5, 10, 20, 40)) {
            all.add(withinStep(step, step <= 10 ? four : ten));
        }
        return List.copyOf(all);
    }

    private static OrderSetting forward(String name, EventPlan plan, double ratio, double from, double to) {
        Coupling coupling = new Coupling.Forward(new Coupling.Effect(ratio, from, to));
        return new OrderSetting(name, Optional.of(FORWARD), plan.coupled(coupling));
    }

    private static OrderSetting backward(String name, EventPlan plan, double ratio, double from, double to) {
        Coupling coupling = new Coupling.Backward(new Coupling.Effect(ratio, from, to));
        return new OrderSetting(name, Optional.of(BACKWARD), plan.coupled(coupling));
    }

    private static OrderSetting withinStep(int seconds, EventPlan plan) {
        return new OrderSetting(
                "one batch drives both within a step of " + seconds + " s",
                Optional.empty(),
                plan.inStepsOf(seconds * 1000L).withRates(33, 6).coupled(new Coupling.WithinStep(0.5)));
    }
}
