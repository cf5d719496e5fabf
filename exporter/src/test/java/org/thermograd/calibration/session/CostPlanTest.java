package org.thermograd.calibration.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostPlanTest {
    private static final long SEED = 43;

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Returns the median step with its end at a sample whose flag is up, by that of the others. */
    private static double slowdown(GeneratedRun run) {
        List<Double> inside = new ArrayList<>();
        List<Double> outside = new ArrayList<>();
        for (int i = 1; i < run.steps().size(); i++) {
            long end = run.steps().get(i).endMillis();
            int sample = (int) Math.min(run.samples().size() - 1, end / 1000);
            double millis = end - run.steps().get(i - 1).endMillis();
            (run.samples().get(sample).collapsed() ? inside : outside).add(millis);
        }
        return median(inside) / median(outside);
    }

    @Test
    void slowsStepsInEpisodesByTheFactor() {
        CostRun drawn = CostPlan.of(Episodes.of(20, 1.5).lasting(40, 60)).draw(Draws.of(SEED, "test", 0));

        assertThat(slowdown(drawn.run())).as("seed " + SEED).isCloseTo(1.5, within(0.05));
    }

    @Test
    void losesTheTimeThatWouldNotHaveBeenNeeded() {
        CostPlan plan = CostPlan.of(Episodes.of(20, 1.5).lasting(40, 60));

        double lost = plan.draw(Draws.of(SEED, "test", 0)).lostSeconds();
        long withEpisodes = plan.draw(Draws.of(SEED, "test", 0)).run().steps().size();
        long without = CostPlan.of(Episodes.of(20, 1).lasting(40, 60))
                .draw(Draws.of(SEED, "test", 0))
                .run()
                .steps()
                .size();

        assertThat(lost).as("seed " + SEED).isBetween(20 * 40 / 3.0, 20 * 60 / 3.0);
        assertThat((without - withEpisodes) * 2.0)
                .as("seconds of steps that are missing")
                .isCloseTo(lost, within(12.0));
    }

    @Test
    void drawsEpisodesThatAreApartAndWhereTheyMayBegin() {
        List<Episode> episodes = Episodes.of(20, 1).between(0.4, 0.98).draw(5400, Draws.of(SEED, "test", 0));

        assertThat(episodes).hasSize(20).allMatch(one -> one.startSeconds() >= 2160 && one.startSeconds() <= 5292);
        for (Episode one : episodes) {
            assertThat(episodes).filteredOn(other -> other.isNear(one, 30)).containsExactly(one);
        }
    }

    @Test
    void raisesTheFlagAsLateAsAskedFor() {
        CostPlan plan = CostPlan.of(Episodes.of(20, 1.5));

        List<Sample> known = plan.draw(Draws.of(SEED, "test", 0)).run().samples();
        List<Sample> late =
                plan.flaggedLate(5).draw(Draws.of(SEED, "test", 0)).run().samples();

        assertThat(known).anyMatch(Sample::collapsed);
        for (int i = 5; i < known.size(); i++) {
            assertThat(late.get(i).collapsed())
                    .as("sample " + i)
                    .isEqualTo(known.get(i - 5).collapsed());
        }
    }

    @Test
    void knowsTheSlowdownOfARunThatIsHeldBackFromStartToEnd() {
        DoseSetting base = DoseSetting.all().get(0);

        DoseRun drawn = base.draw(Draws.of(SEED, "test", 0));
        List<Step> steps = drawn.run().steps();
        double meanMillis = (double) steps.get(steps.size() - 1).endMillis() / steps.size();

        assertThat(drawn.run().samples()).allMatch(Sample::collapsed);
        assertThat(drawn.slowdown()).as("seed " + SEED).isBetween(1.05, 1.3);
        // A step at the full clock of 1.98 GHz takes 2 s.
        assertThat(meanMillis).isBetween(2000 * drawn.slowdown(), 2000 * 1.3);
    }
}
