package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A kind of run with a norm that falls at first and a chip that warms up, coupled or not.
 *
 * @param name a short name, unique
 * @param seconds how long it is
 * @param normDecaySeconds after which time a factor of e of the norm's fall is left; absent where it does not fall
 * @param coupling how much of each change of the norm's logarithm comes from the temperature, in its deviations
 */
public record ScanSetting(String name, int seconds, OptionalDouble normDecaySeconds, double coupling) {
    private static final double WARM_UP_SECONDS = 45;
    private static final double WARM_UP_CELSIUS = 30;
    private static final double START_CELSIUS = 40;
    private static final double NORM_DEVIATION = 0.1;
    private static final double NORM_MEMORY = 0.5;
    private static final double TEMPERATURE_MEMORY = 0.9;

    /** Returns all of them. */
    public static List<ScanSetting> all() {
        List<ScanSetting> all = new ArrayList<>();
        for (double coupling : List.of(0.0, 0.5)) {
            String end = coupling > 0 ? ", coupled" : "";
            all.add(new ScanSetting("steady norm, 60 min" + end, 3600, OptionalDouble.empty(), coupling));
            for (int decay : List.of(600, 150)) {
                String name = "norm falls with " + decay + " s, 60 min" + end;
                all.add(new ScanSetting(name, 3600, OptionalDouble.of(decay), coupling));
            }
        }
        for (int decay : List.of(600, 150)) {
            String name = "norm falls with " + decay + " s, 20 min";
            all.add(new ScanSetting(name, 1200, OptionalDouble.of(decay), 0));
        }
        return List.copyOf(all);
    }

    /** Draws a session at one step and one sample a second. */
    public GeneratedRun draw(Draws draws) {
        List<Step> steps = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        double warmth = 0;
        double unrest = 0;
        for (int second = 0; second < seconds; second++) {
            double change = draws.normal();
            warmth = TEMPERATURE_MEMORY * warmth + change;
            unrest = NORM_MEMORY * unrest + draws.normal() + coupling * change;
            double celsius = START_CELSIUS + WARM_UP_CELSIUS * (1 - StrictMath.exp(-second / WARM_UP_SECONDS)) + warmth;
            double fall = normDecaySeconds.isPresent() ? StrictMath.exp(-second / normDecaySeconds.getAsDouble()) : 0;
            samples.add(new Sample(second * 1000L, false, OptionalDouble.of(celsius)));
            steps.add(new Step(second * 1000L, second, 2 * StrictMath.exp(fall + NORM_DEVIATION * unrest)));
        }
        return new GeneratedRun(steps, samples, Optional.of("temp_c"));
    }
}
