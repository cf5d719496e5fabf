package org.thermograd.domain.collapse;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.collapse.CollapseTrack.Change;
import org.thermograd.domain.efficiency.Condition;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.EfficiencyIndex;
import org.thermograd.domain.efficiency.EfficiencySample;
import org.thermograd.domain.efficiency.IndexMode;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.hardware.Subject;

/** The efficiency and the collapses of one device as its samples come. Confined to one thread. */
final class DeviceTrack {
    private final Device device;
    private final CollapseConfig config;
    private final CollapseListener listener;
    private final Throttling throttling;
    private final SortedMap<CollapseReason, CollapseTrack> tracks = new TreeMap<>();
    private OptionalDouble driverWatts = OptionalDouble.empty();
    private OptionalDouble driverCelsius = OptionalDouble.empty();
    private @Nullable DeviceRating rating;
    private @Nullable EfficiencyIndex index;
    private Optional<EfficiencyReading> efficiency = Optional.empty();
    private SortedSet<String> throttleReasons = Collections.emptySortedSet();
    private OptionalDouble firstCelsius = OptionalDouble.empty();
    private Instant utilizedAt = Instant.MIN;
    private Instant throttledAt = Instant.MIN;
    private Instant flaggedAt = Instant.MIN;
    private @Nullable DeviceStatus status;

    DeviceTrack(
            Device device,
            CollapseConfig config,
            CollapseListener listener,
            Map<CollapseReason, CollapseTrack> restored) {
        this.device = device;
        this.config = config;
        this.listener = listener;
        this.throttling = new Throttling(config);
        this.tracks.putAll(restored);
    }

    /** Takes what a snapshot holds of the device. A reading that is not newer than the last one is no new sample. */
    void accept(HardwareSnapshot snapshot) {
        status = null;
        boolean cpu = device.subject() == Subject.CPU;
        DeviceState state = new DeviceState(snapshot, device);
        Quantity utilization = cpu ? Quantity.CPU_UTILIZATION_RATIO : Quantity.GPU_UTILIZATION_RATIO;
        Instant before = time();
        snapshot.readings(utilization, device).stream()
                .findFirst()
                .ifPresentOrElse(reading -> acceptUtilization(reading, state), this::acceptNoUtilization);
        readingsThatConfirm(snapshot).stream()
                .map(SensorReading::readAt)
                .filter(readAt -> readAt.isAfter(throttledAt))
                .findFirst()
                .ifPresent(readAt -> acceptThrottling(readAt, snapshot));
        if (time().isAfter(before)) {
            listener.observed(status());
        }
    }

    /** Begins anew, as over a gap: what comes may have times that have been. */
    void restart() {
        tracks.forEach((reason, track) -> {
            if (track.interrupt()) {
                listener.ended(device, reason, track.onset(), track.end());
            }
        });
        throttling.restart();
        index = null;
        utilizedAt = Instant.MIN;
        throttledAt = Instant.MIN;
        flaggedAt = Instant.MIN;
    }

    /** Returns what tells whether the device is held back: the driver's reasons, else its clock; of processors the kernel. */
    private List<SensorReading> readingsThatConfirm(HardwareSnapshot snapshot) {
        if (device.subject() == Subject.CPU) {
            return snapshot.readings(Quantity.CPU_THROTTLES_TOTAL, device);
        }
        List<SensorReading> reasons = snapshot.readings(Quantity.GPU_THROTTLE_ACTIVE, device);
        return reasons.isEmpty()
                        && !throttling.driverTells()
                        && LowClock.of(new DeviceState(snapshot, device)).isPresent()
                ? snapshot.readings(Quantity.GPU_CLOCK_HERTZ, device)
                : reasons;
    }

    Device device() {
        return device;
    }

    /** Returns what is counted, by reason. */
    SortedMap<CollapseReason, CollapseTrack> tracks() {
        return tracks;
    }

    /** Takes the flag of a recording. */
    void acceptFlag(Instant readAt, boolean collapsed) {
        if (!readAt.isAfter(flaggedAt)) {
            return;
        }
        flaggedAt = readAt;
        status = null;
        long millis = readAt.toEpochMilli();
        CollapseTrack track = track(CollapseReason.RECORDED);
        track.reveal();
        listener.flagged(device, CollapseReason.RECORDED, millis, collapsed ? FlagState.UP : FlagState.DOWN, millis);
        tell(CollapseReason.RECORDED, collapsed ? track.collapsed(millis, millis) : track.clear(millis));
    }

    private void acceptNoUtilization() {
        efficiency = Optional.empty();
        track(CollapseReason.EFFICIENCY).blind();
    }

    private void acceptUtilization(SensorReading reading, DeviceState state) {
        if (!reading.readAt().isAfter(utilizedAt)) {
            return;
        }
        utilizedAt = reading.readAt();
        DeviceRating current = ratingOf(state);
        EfficiencySample sample = index(current)
                .accept(utilizedAt, reading.value(), state.temperatureCelsius(), state.powerWatts())
                .orElseThrow();
        efficiency = Optional.of(new EfficiencyReading(
                Math.min(Math.max(reading.value(), 0), 1),
                state.temperatureCelsius(),
                state.powerWatts(),
                current,
                inputsOf(state),
                sample));
        infer(utilizedAt.toEpochMilli(), state.temperatureCelsius(), sample);
    }

    /** Returns the index; a rating that has become known later begins a new one. */
    private EfficiencyIndex index(DeviceRating current) {
        EfficiencyIndex now = index;
        if (now == null || !current.equals(rating)) {
            now = new EfficiencyIndex(new EfficiencyConfig(current, config.slopeWindow(), IndexMode.TIMED));
            rating = current;
            index = now;
        }
        return now;
    }

    private DeviceRating ratingOf(DeviceState state) {
        driverWatts = driverWatts.isPresent() ? driverWatts : state.ratedPowerWatts();
        driverCelsius = driverCelsius.isPresent() ? driverCelsius : state.temperatureLimitCelsius();
        DeviceRating assumed = DeviceRating.defaultOf(device.name());
        return new DeviceRating(
                first(driverWatts, config.ratings().wattsOf(device.name())).orElse(assumed.ratedWatts()),
                first(driverCelsius, config.ratings().celsiusOf(device.name())).orElse(assumed.limitCelsius()));
    }

    private static OptionalDouble first(OptionalDouble a, OptionalDouble b) {
        return a.isPresent() ? a : b;
    }

    private Set<EfficiencyReading.Input> inputsOf(DeviceState state) {
        Set<EfficiencyReading.Input> inputs = EnumSet.of(EfficiencyReading.Input.UTILIZATION);
        add(inputs, EfficiencyReading.Input.TEMPERATURE, state.temperatureCelsius());
        add(inputs, EfficiencyReading.Input.POWER, state.powerWatts());
        add(inputs, EfficiencyReading.Input.RATED_POWER, driverWatts);
        add(inputs, EfficiencyReading.Input.TEMPERATURE_LIMIT, driverCelsius);
        return inputs;
    }

    private static void add(Set<EfficiencyReading.Input> inputs, EfficiencyReading.Input input, OptionalDouble value) {
        if (value.isPresent()) {
            inputs.add(input);
        }
    }

    private void infer(long millis, OptionalDouble celsius, EfficiencySample sample) {
        CollapseTrack track = track(CollapseReason.EFFICIENCY);
        firstCelsius = first(firstCelsius, celsius);
        if (celsius.isPresent() && celsius.getAsDouble() != firstCelsius.getAsDouble()) {
            // One that never changes may be a placeholder, with which nothing could be seen.
            track.reveal();
        }
        if (!sample.judged()) {
            track.blind();
        } else if (sample.heldSince().isEmpty()) {
            listener.flagged(device, CollapseReason.EFFICIENCY, millis, FlagState.DOWN, millis);
            tell(CollapseReason.EFFICIENCY, sample.sees() ? track.clear(millis) : track.unseen(millis));
        } else if (sample.is(Condition.COLLAPSE)) {
            long since = sample.heldSince().get().toEpochMilli();
            listener.flagged(device, CollapseReason.EFFICIENCY, millis, FlagState.UP, since);
            tell(CollapseReason.EFFICIENCY, track.collapsed(millis, since));
        } else {
            listener.flagged(
                    device,
                    CollapseReason.EFFICIENCY,
                    millis,
                    FlagState.PENDING,
                    sample.heldSince().get().toEpochMilli());
            tell(CollapseReason.EFFICIENCY, track.pending(millis));
        }
    }

    private void acceptThrottling(Instant readAt, HardwareSnapshot snapshot) {
        throttledAt = readAt;
        long millis = readAt.toEpochMilli();
        throttleReasons = throttling.reasons(device, snapshot);
        Map<CollapseReason, Throttling.State> states = throttling.sustained(device, snapshot, millis);
        if (!states.isEmpty() && !states.containsKey(CollapseReason.LOW_CLOCK)) {
            tracks.computeIfPresent(CollapseReason.LOW_CLOCK, (reason, track) -> {
                track.blind();
                return track;
            });
        }
        states.forEach((reason, state) -> {
            CollapseTrack track = track(reason);
            track.reveal();
            listener.flagged(device, reason, millis, state.phase().flag(), state.sinceMillis());
            Change change = switch (state.phase()) {
                case CLEAR -> track.clear(millis);
                case PENDING -> track.pending(millis);
                case SUSTAINED -> track.collapsed(millis, state.sinceMillis());
                case LEAVING -> track.leaving(millis);
            };
            tell(reason, change);
        });
    }

    private CollapseTrack track(CollapseReason reason) {
        return tracks.computeIfAbsent(reason, key -> new CollapseTrack(config));
    }

    private void tell(CollapseReason reason, Change change) {
        CollapseTrack track = track(reason);
        switch (change) {
            case STARTED -> listener.started(device, reason, track.onset());
            case ENDED -> listener.ended(device, reason, track.onset(), track.end());
            case NONE -> {}
        }
    }

    /** Returns the time of the newest sample; the distant past before the first. */
    private Instant time() {
        return utilizedAt.isAfter(throttledAt) ? utilizedAt : throttledAt;
    }

    DeviceStatus status() {
        DeviceStatus now = status;
        if (now == null) {
            SortedMap<CollapseReason, CollapseStatus> collapses = new TreeMap<>();
            tracks.forEach((reason, track) -> collapses.put(reason, track.status()));
            now = new DeviceStatus(device, time(), efficiency, throttleReasons, collapses);
            status = now;
        }
        return now;
    }
}
