package org.thermograd.adapter.linux;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * Why a GPU of AMD is held back. Where the driver tells what holds now, that is it. Where it counts cycles, a reason was
 * active if its count has grown since the read before, and for the share of the time in which the cycles were throttled;
 * of several counts of one reason the largest tells the time, as they may overlap. Confined to one thread at a time.
 */
final class AmdThrottling {
    private static final double NANOS = 1e9;

    private final Device device;
    private final Map<AmdReason, Double> seconds = new EnumMap<>(AmdReason.class);
    private GpuMetrics.@Nullable Residencies last;

    AmdThrottling(Device device) {
        this.device = device;
    }

    /** Adds what a table tells. */
    void addTo(ReadingsBuilder readings, GpuMetrics metrics) {
        OptionalLong status = metrics.throttleStatus();
        if (status.isPresent()) {
            for (AmdReason reason : AmdReason.values()) {
                addActive(readings, reason, AmdThrottler.gives(status.getAsLong(), reason));
            }
        }
        Optional<GpuMetrics.Residencies> residencies = metrics.residencies();
        if (residencies.isPresent()) {
            addResidencies(readings, residencies.get());
        }
        last = residencies.orElse(null);
    }

    private void addResidencies(ReadingsBuilder readings, GpuMetrics.Residencies now) {
        GpuMetrics.Residencies before = last;
        Map<AmdReason, Double> shares = before == null ? Map.of() : shares(before, now);
        now.throttled().keySet().forEach(residency -> seconds.putIfAbsent(residency.reason(), 0.0));
        shares.forEach((reason, share) -> {
            double elapsed = before == null ? 0 : (now.nanos() - before.nanos()) / NANOS;
            seconds.merge(reason, share * elapsed, Double::sum);
            addActive(readings, reason, share > 0);
        });
        seconds.forEach((reason, total) ->
                readings.add(Sensor.of(device, Quantity.GPU_THROTTLE_SECONDS_TOTAL, reason.word()), total));
    }

    /** Returns the share of the cycles since a moment; nothing where a count went back or none was added. */
    private static Map<AmdReason, Double> shares(GpuMetrics.Residencies before, GpuMetrics.Residencies now) {
        Map<AmdReason, Double> shares = new EnumMap<>(AmdReason.class);
        long cycles = now.cycles() - before.cycles();
        if (cycles <= 0 || now.nanos() <= before.nanos()) {
            return shares;
        }
        now.throttled().forEach((residency, count) -> {
            long throttled = count - before.throttled().getOrDefault(residency, count);
            if (throttled >= 0) {
                double share = Math.min(1, (double) throttled / cycles);
                shares.merge(residency.reason(), share, Math::max);
            }
        });
        return shares;
    }

    private void addActive(ReadingsBuilder readings, AmdReason reason, boolean active) {
        readings.add(Sensor.of(device, Quantity.GPU_THROTTLE_ACTIVE, reason.word()), active ? 1 : 0);
    }
}
