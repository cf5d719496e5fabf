package org.thermograd.adapter.linux;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the table {@code gpu_metrics} of amdgpu tells of throttling and energy. Its first bytes say which layout of the
 * kernel's {@code kgd_pp_interface.h} it has; of one that is not known nothing is told. All ones mean "not known".
 *
 * @param throttleStatus which limits hold now, one bit each as {@link AmdThrottler} says; there in layouts 1.3 and 2.2 to
 *     2.4. What older ones have differs from chip to chip
 * @param residencies cycles in which limits held; there in layouts 1.6 to 1.9
 * @param energyJoules energy since the driver was loaded; there in layouts 1.4 to 1.9
 */
record GpuMetrics(OptionalLong throttleStatus, Optional<Residencies> residencies, OptionalDouble energyJoules) {
    /** Nothing is known. */
    static final GpuMetrics NONE = new GpuMetrics(OptionalLong.empty(), Optional.empty(), OptionalDouble.empty());

    private static final int HEADER_BYTES = 4;
    private static final long U32 = 0xFFFF_FFFFL;
    private static final double PER_JOULE = 1 << 16;

    /**
     * Cycles of the firmware that were counted until a moment.
     *
     * @param nanos when, in the driver's clock
     * @param cycles all
     * @param throttled those in which a limit held; without those that the chip does not count
     */
    record Residencies(long nanos, long cycles, Map<AmdResidency, Long> throttled) {
        Residencies {
            throttled = Collections.unmodifiableMap(new EnumMap<>(throttled));
        }
    }

    /**
     * Reads a table.
     *
     * @param table all of it, in the byte order of the machine
     */
    static GpuMetrics of(ByteBuffer table) {
        if (table.limit() < HEADER_BYTES || Short.toUnsignedInt(table.getShort(0)) > table.limit()) {
            return NONE; // torn
        }
        int size = Short.toUnsignedInt(table.getShort(0));
        int format = table.get(2);
        int content = table.get(3);
        ByteBuffer whole = table.slice(0, size).order(table.order());
        try {
            return switch (format) {
                case 1 -> ofFirstFormat(whole, content);
                case 2 -> content >= 2 && content <= 4 ? ofStatus(whole, 120) : NONE;
                default -> NONE;
            };
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return NONE; // shorter than its layout
        }
    }

    private static GpuMetrics ofFirstFormat(ByteBuffer table, int content) {
        return switch (content) {
            case 3 -> ofStatus(table, 112);
            case 4 -> ofEnergy(table, 24);
            case 5 -> ofEnergy(table, 56);
            case 6 -> ofResidencies(table, 16);
            case 7, 8 -> ofResidencies(table, 24);
            case 9 -> ofAttributes(new GpuMetricsAttributes(table));
            default -> NONE;
        };
    }

    private static GpuMetrics ofStatus(ByteBuffer table, int at) {
        long status = table.getLong(at);
        return status == -1 ? NONE : new GpuMetrics(OptionalLong.of(status), Optional.empty(), OptionalDouble.empty());
    }

    private static GpuMetrics ofEnergy(ByteBuffer table, int at) {
        return new GpuMetrics(OptionalLong.empty(), Optional.empty(), joules(table.getLong(at)));
    }

    /** Reads energy, the driver's clock, cycles, and the throttled ones, which stand one after the other. */
    private static GpuMetrics ofResidencies(ByteBuffer table, int at) {
        table.position(at);
        OptionalDouble energy = joules(table.getLong());
        long nanos = table.getLong();
        long cycles = table.getInt() & U32;
        Map<AmdResidency, Long> throttled = new EnumMap<>(AmdResidency.class);
        for (AmdResidency residency : AmdResidency.values()) {
            long value = table.getInt() & U32;
            if (value != U32) {
                throttled.put(residency, value);
            }
        }
        boolean known = nanos != -1 && cycles != U32 && !throttled.isEmpty();
        return new GpuMetrics(
                OptionalLong.empty(),
                known ? Optional.of(new Residencies(nanos, cycles, throttled)) : Optional.empty(),
                energy);
    }

    private static GpuMetrics ofAttributes(GpuMetricsAttributes attributes) {
        Map<AmdResidency, Long> throttled = new EnumMap<>(AmdResidency.class);
        for (AmdResidency residency : AmdResidency.values()) {
            attributes.value(residency.attribute()).ifPresent(value -> throttled.put(residency, value));
        }
        OptionalLong nanos = attributes.value(GpuMetricsAttributes.CLOCK);
        OptionalLong cycles = attributes.value(GpuMetricsAttributes.CYCLES);
        OptionalLong energy = attributes.value(GpuMetricsAttributes.ENERGY);
        boolean known = nanos.isPresent() && cycles.isPresent() && !throttled.isEmpty();
        return new GpuMetrics(
                OptionalLong.empty(),
                known
                        ? Optional.of(new Residencies(nanos.getAsLong(), cycles.getAsLong(), throttled))
                        : Optional.empty(),
                energy.isPresent() ? joules(energy.getAsLong()) : OptionalDouble.empty());
    }

    private static OptionalDouble joules(long accumulated) {
        return accumulated < 0 ? OptionalDouble.empty() : OptionalDouble.of(accumulated / PER_JOULE);
    }
}
