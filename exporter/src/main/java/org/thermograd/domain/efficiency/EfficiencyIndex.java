package org.thermograd.domain.efficiency;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.Require;

/**
 * The efficiency index of one device while it is watched, and the collapses inferred from it. Confined to one thread.
 *
 * <pre>
 * index     = (util x stability) / (load x (1 + 1 / T_sustain))
 * stability = 1 / (1 + population deviation of the last 5 utilizations, in percent points)
 * load      = power / rated power, or the utilization where the power is not known or not above 0; at least 1e-6
 * T_sustain = (limit - T) / max(dT/dt, 0.001 degrees per second), within 1 to 600, in seconds;
 *             600 where the temperature or its slope is not known
 * </pre>
 *
 * <p>Utilization comes in as a ratio; the deviation takes it in percent points, and 1 / T_sustain takes seconds. The sums
 * with 1 have no common unit, so other units would give another index.
 *
 * <p>A collapse is called <em>efficiency drop while heating</em> and never throttling. It is flagged where the smoothed
 * index (mean of 5) is below 65 % of its peak, which decays by 0.998 a second, while the device is loaded (utilization
 * above 60 % or load above 0.75) and heating (by more than 0.05 degrees a second), all of that for 7 s without a break, to
 * half a sample interval; and at the flagged sample there must be evidence: T_sustain below 60 s, a temperature less than
 * 5 degrees below the limit, or a load above 0.95. Until 5 samples are there nothing is judged, and after more than 10 s
 * without a sample everything starts over.
 *
 * <p>The slope is that of a least-squares line over the window, where at least three temperatures fill half of it; with
 * the window 0 the difference of the last two known temperatures.
 *
 * <p>Source: the public RLE project (Nemeca99/RLE, MIT license), its constants read per second; docs/correlation.md,
 * "Inferred collapses".
 */
public final class EfficiencyIndex {
    private static final int RECENT = 5;
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);
    private static final double NOMINAL_SECONDS = 1;
    private static final double PERCENT = 100;
    private static final double LOAD_FLOOR = 1e-6;
    private static final double SLOPE_FLOOR = 1e-3;
    private static final double SHORTEST_SUSTAIN_SECONDS = 1;
    private static final double LONGEST_SUSTAIN_SECONDS = 600;
    private static final double LOADED_UTILIZATION = 0.60;
    private static final double LOADED_RATIO = 0.75;
    private static final double HEATING_CELSIUS_PER_SECOND = 0.05;
    private static final double EVIDENT_SUSTAIN_SECONDS = 60;
    private static final double EVIDENT_MARGIN_CELSIUS = 5;
    private static final double EVIDENT_LOAD = 0.95;

    private final EfficiencyConfig config;
    private final RecentValues utilizations = new RecentValues(RECENT);
    private final RecentValues indices = new RecentValues(RECENT);
    private final TemperatureSlope slope;
    private final CollapseHold hold;
    private @Nullable Instant previous;

    /** Creates the state of a device of which nothing has been seen yet. */
    public EfficiencyIndex(EfficiencyConfig config) {
        this.config = requireNonNull(config, "config");
        this.slope = new TemperatureSlope(config.slopeWindow(), config.mode());
        this.hold = new CollapseHold(config.mode());
    }

    /**
     * Takes the next sample and returns what it makes of it; nothing for a sample that is not later than the one before
     * it, which is skipped. A sample without a utilization is none: leave it out.
     *
     * @param time when it was taken
     * @param utilizationRatio 0 to 1; finite, and beyond these taken as 0 or 1
     * @param temperatureCelsius absent where it was not read; finite
     * @param powerWatts absent where it was not read; finite, and taken as absent if it is not above 0
     * @throws IllegalArgumentException if a value is not finite
     */
    public Optional<EfficiencySample> accept(
            Instant time, double utilizationRatio, OptionalDouble temperatureCelsius, OptionalDouble powerWatts) {
        requireNonNull(time, "time");
        Require.finite("utilizationRatio", utilizationRatio);
        temperatureCelsius.ifPresent(celsius -> Require.finite("temperatureCelsius", celsius));
        powerWatts.ifPresent(watts -> Require.finite("powerWatts", watts));
        Instant before = previous;
        if (before != null && !time.isAfter(before)) {
            return Optional.empty();
        }
        previous = time;
        Duration interval = before == null ? Duration.ofSeconds(1) : Duration.between(before, time);
        if (config.mode() == IndexMode.TIMED && interval.compareTo(LONGEST_INTERVAL) > 0) {
            startOver();
        }
        double seconds = config.mode() == IndexMode.LITERAL ? NOMINAL_SECONDS : TemperatureSlope.Seconds.of(interval);
        double utilization = Math.min(Math.max(utilizationRatio, 0), 1);
        utilizations.add(utilization);
        temperatureCelsius.ifPresent(celsius -> slope.add(time, celsius));
        return Optional.of(judge(time, seconds, utilization, temperatureCelsius, loadRatio(utilization, powerWatts)));
    }

    private void startOver() {
        utilizations.clear();
        indices.clear();
        slope.clear();
        hold.clear();
    }

    private double loadRatio(double utilization, OptionalDouble powerWatts) {
        return powerWatts.isPresent() && powerWatts.getAsDouble() > 0
                ? powerWatts.getAsDouble() / config.rating().ratedWatts()
                : utilization;
    }

    private EfficiencySample judge(
            Instant time, double seconds, double utilization, OptionalDouble temperature, double load) {
        double stability = 1 / (1 + PERCENT * utilizations.deviation());
        OptionalDouble rise = temperature.isPresent() ? slope.celsiusPerSecond() : OptionalDouble.empty();
        double sustain = sustainSeconds(temperature);
        double raw = stability / (1 + 1 / sustain) * (utilization / Math.max(load, LOAD_FLOOR));
        indices.add(raw);
        double smoothed = indices.mean();
        Set<Condition> conditions = EnumSet.noneOf(Condition.class);
        if (utilization > LOADED_UTILIZATION || load > LOADED_RATIO) {
            conditions.add(Condition.LOADED);
        }
        if (rise.isPresent() && rise.getAsDouble() > HEATING_CELSIUS_PER_SECOND) {
            conditions.add(Condition.HEATING);
        }
        if (isEvident(sustain, temperature, load)) {
            conditions.add(Condition.EVIDENCE);
        }
        judgeCollapse(time, seconds, smoothed, conditions);
        return new EfficiencySample(
                raw, smoothed, stability, load, sustain, rise, hold.peak(), hold.since(), conditions);
    }

    private void judgeCollapse(Instant time, double seconds, double smoothed, Set<Condition> conditions) {
        if (!indices.isFull()) {
            return;
        }
        if (hold.drops(smoothed, seconds)) {
            conditions.add(Condition.DROP);
        }
        if (!conditions.containsAll(Set.of(Condition.LOADED, Condition.HEATING, Condition.DROP))) {
            hold.release();
        } else if (hold.prolong(time, seconds) && conditions.contains(Condition.EVIDENCE)) {
            conditions.add(Condition.COLLAPSE);
        }
    }

    private double sustainSeconds(OptionalDouble temperature) {
        boolean reused =
                config.mode() == IndexMode.LITERAL && config.slopeWindow().isZero();
        OptionalDouble rise = slope.celsiusPerSecond();
        if (rise.isEmpty() || (temperature.isEmpty() && !reused)) {
            return LONGEST_SUSTAIN_SECONDS;
        }
        double headroom = config.rating().limitCelsius() - slope.lastCelsius().orElseThrow();
        double sustain = headroom / Math.max(rise.getAsDouble(), SLOPE_FLOOR);
        return Math.max(Math.min(sustain, LONGEST_SUSTAIN_SECONDS), SHORTEST_SUSTAIN_SECONDS);
    }

    private boolean isEvident(double sustain, OptionalDouble temperature, double load) {
        return sustain < EVIDENT_SUSTAIN_SECONDS
                || (temperature.isPresent()
                        && temperature.getAsDouble() > config.rating().limitCelsius() - EVIDENT_MARGIN_CELSIUS)
                || load > EVIDENT_LOAD;
    }
}
