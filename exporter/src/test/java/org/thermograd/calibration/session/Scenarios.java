package org.thermograd.calibration.session;

import java.util.List;
import org.thermograd.calibration.session.Scenario.Role;

/** The scenarios without a coupling. Their strengths were set with other seeds than those of the calibration. */
public final class Scenarios {
    private Scenarios() {}

    /** Returns all of them, the limit first. */
    public static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "storage bursts",
                        "a spike and 1 to 12 s later a collapse, each with a chance of 0.25, and no trace in step times",
                        Role.LIMIT,
                        EventPlan.ofHours(4).withRates(26, 7.5).drivenBy(OwnDrivers.storageBursts(24, 0.25)),
                        1),
                new Scenario(
                        "short learning-rate cycles",
                        "both sides busiest at the start of each cycle of 11 min, for 40 s, which is less than a short block",
                        Role.LIMIT,
                        EventPlan.ofHours(4).withRates(19, 8).drivenBy(OwnDrivers.learningRateCycles(660, 14, 40)),
                        1),
                new Scenario("nothing shared", "–", Role.UNRELATED, EventPlan.ofHours(4), 1),
                new Scenario(
                        "own bursts",
                        "nothing; each side has bursts of its own",
                        Role.UNRELATED,
                        EventPlan.ofHours(4).withRates(8, 3.5).drivenBy(Drivers.ownBursts(16, 7, 0.4, 30)),
                        1),
                shared("trend", "both rates grow to ten times the first", 4, 6.5, 2.6, Drivers.trend(10)),
                afterPauses(
                        "evaluation 600 s, weak", "a pause of 60 s, busier after it", 4, evaluation(600, 60, 8, 13)),
                afterPauses("evaluation 600 s, medium", "the same, stronger", 4, evaluation(600, 60, 10, 18)),
                afterPauses("evaluation 600 s, strong", "the same, stronger still", 4, evaluation(600, 60, 13, 28)),
                afterPauses(
                        "evaluation 1800 s", "a pause of 120 s, busier after it", 10, evaluation(1800, 120, 15, 28)),
                afterPauses("evaluation 300 s", "a pause of 30 s, busier after it", 4, evaluation(300, 30, 10, 14)),
                afterPauses("checkpoint 900 s", "a stall of 4 s, busier after it", 10, evaluation(900, 4, 9, 15)),
                afterPauses(
                        "irregular pauses",
                        "pauses of 3 to 120 s at random times, busier after them",
                        4,
                        Drivers.irregularPauses(500, new Surge(10, 18, 20))),
                afterPauses(
                        "restarts",
                        "again from a checkpoint at random times, busier after it",
                        6,
                        Drivers.restarts(800, 60, new Surge(28, 55, 20))),
                new Scenario(
                        "load onset",
                        "eight runs of 40 min, each busier in its first minutes",
                        Role.SHARED,
                        new EventPlan(2400, 1000, 33, 13.5, Drivers.onset(38, 75, 25), new Coupling.None(), 0),
                        8),
                shared(
                        "minute regimes",
                        "both rates six times as high for about a minute",
                        4,
                        18,
                        7.5,
                        Drivers.regimes(6, 60, 10, 300)),
                shared(
                        "learning-rate cycles",
                        "both sides busiest at the start of each cycle of 15 min, for 90 s, no step longer",
                        4,
                        18,
                        7.5,
                        OwnDrivers.learningRateCycles(900, 10, 90)),
                shared(
                        "lost workers",
                        "a pause of 12 to 25 s, then 90 s of slow steps with both sides busier",
                        4,
                        33,
                        13.5,
                        OwnDrivers.lostWorkers(700, 2.4, 90, 4)),
                shared(
                        "cooling swings",
                        "both sides busier in 70 s of every 5 min, not quite evenly",
                        4,
                        18,
                        7.5,
                        OwnDrivers.coolingSwings(300, 70, 5)),
                shared(
                        "fast cooling swings",
                        "the same in 50 s of every 4 min, hardly longer than a short block",
                        4,
                        18,
                        7.5,
                        OwnDrivers.coolingSwings(240, 50, 4.5)));
    }

    private static Driver evaluation(int everySeconds, double seconds, double spikeFactor, double collapseFactor) {
        return Drivers.pauses(everySeconds, seconds, new Surge(spikeFactor, collapseFactor, 20));
    }

    private static Scenario afterPauses(String name, String about, double hours, Driver driver) {
        return shared(name, about, hours, 33, 13.5, driver);
    }

    private static Scenario shared(
            String name, String about, double hours, double spikes, double collapses, Driver driver) {
        return new Scenario(
                name,
                about,
                Role.SHARED,
                EventPlan.ofHours(hours).withRates(spikes, collapses).drivenBy(driver),
                1);
    }
}
