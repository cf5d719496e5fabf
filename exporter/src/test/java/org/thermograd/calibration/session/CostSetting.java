package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of run with episodes of which it is known what they cost.
 *
 * @param name a short name, unique
 * @param slowdown how many times longer steps take in them; 1 where nothing is slower
 * @param plan what the run is made of
 * @param limit whether the method is known to be off there, so that no rule is about it
 */
public record CostSetting(String name, double slowdown, CostPlan plan, boolean limit) {
    private static final double VARIATION = 0.15;
    private static final StepLevel REGIMES = StepLevel.regimes(0.08);

    /** Draws a session. */
    public CostRun draw(Draws draws) {
        return plan.draw(draws);
    }

    /** Returns all of them. */
    public static List<CostSetting> all() {
        List<CostSetting> all = new ArrayList<>();
        for (double factor : List.of(1.2, 1.5, 2.0)) {
            all.add(slower("20 episodes, " + factor, Episodes.of(20, factor)));
        }
        all.add(slower("20 varying episodes, 1.5", Episodes.of(20, 1.5).varyingBy(VARIATION)));
        all.add(slower("8 varying episodes, 1.2", Episodes.of(8, 1.2).varyingBy(VARIATION)));
        all.add(slower("5 varying episodes, 1.5", Episodes.of(5, 1.5).varyingBy(VARIATION)));
        Episodes shortOnes = Episodes.of(60, 1.5).lasting(3, 10);
        all.add(slower("60 episodes of 3–10 s, steps of 2 s, 1.5", shortOnes));
        all.add(new CostSetting(
                "60 episodes of 3–10 s, steps of 0.5 s, 1.5",
                1.5,
                CostPlan.of(shortOnes).inStepsOf(500),
                true));
        all.add(slower(
                "60 varying episodes of 3–10 s, steps of 0.5 s, 1.5",
                CostPlan.of(shortOnes.varyingBy(VARIATION)).inStepsOf(500),
                1.5));
        Episodes late = Episodes.of(20, 1.5).lasting(10, 20);
        all.add(slower(
                "20 episodes of 10–20 s, flag 5 s late, 1.5", CostPlan.of(late).flaggedLate(5), 1.5));
        Episodes longOnes = Episodes.of(20, 1.5).lasting(40, 90);
        all.add(slower(
                "20 episodes of 40–90 s, flag 5 s late, 1.5",
                CostPlan.of(longOnes).flaggedLate(5),
                1.5));
        all.add(slower(
                "20 episodes, steps grow by 50%, 1.5",
                CostPlan.of(Episodes.of(20, 1.5)).at(StepLevel.ramp(0.5)), 1.5));
        all.add(slower(
                "20 episodes, step time in regimes, 1.2",
                CostPlan.of(Episodes.of(20, 1.2)).at(REGIMES),
                1.2));
        all.add(slower("20 episodes in the first half, cold at first, 1.2", cold(Episodes.of(20, 1.2)), 1.2));
        all.addAll(nothingSlower());
        return List.copyOf(all);
    }

    private static List<CostSetting> nothingSlower() {
        List<CostSetting> none = new ArrayList<>();
        none.add(slower("nothing slower, 20 episodes", Episodes.of(20, 1)));
        none.add(slower("nothing slower, 5 episodes", Episodes.of(5, 1)));
        none.add(slower(
                "nothing slower, 60 episodes of 3–10 s", Episodes.of(60, 1).lasting(3, 10)));
        for (int count : List.of(1, 2, 3, 5, 20)) {
            String name = "nothing slower, step time in regimes, episodes: " + count;
            none.add(slower(name, CostPlan.of(Episodes.of(count, 1)).at(REGIMES), 1));
        }
        for (int growth : List.of(12, 50)) {
            CostPlan plan = CostPlan.of(Episodes.of(20, 1).between(0.4, 0.98)).at(StepLevel.ramp(growth / 100.0));
            none.add(slower("nothing slower, steps grow by " + growth + "%, 20 episodes late in the run", plan, 1));
        }
        none.add(slower("nothing slower, 20 episodes in the first half, cold at first", cold(Episodes.of(20, 1)), 1));
        none.add(slower("nothing slower, episodes after evaluations", CostPlan.afterEvaluations(), 1));
        return none;
    }

    private static CostPlan cold(Episodes episodes) {
        return CostPlan.of(episodes.between(0, 0.5)).at(StepLevel.cold(0.12, 300));
    }

    private static CostSetting slower(String name, Episodes episodes) {
        return slower(name, CostPlan.of(episodes), episodes.factor());
    }

    private static CostSetting slower(String name, CostPlan plan, double slowdown) {
        return new CostSetting(name, slowdown, plan, false);
    }
}
