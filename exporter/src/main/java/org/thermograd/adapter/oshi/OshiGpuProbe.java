package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;
import oshi.hardware.GpuStats;
import oshi.hardware.GraphicsCard;

/**
 * What OSHI tells of accelerators. Confined to one thread, but for the search.
 *
 * <p>The search for cards starts other programs and can take seconds; it runs elsewhere, and until it ends there is
 * nothing to read. A card of which nothing can be read, such as the display of a server board, is no device.
 */
final class OshiGpuProbe extends OshiProbe {
    private static final double PERCENT = 100;
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    private final Supplier<List<GraphicsCard>> source;
    private final Executor search;
    private @Nullable CompletableFuture<List<GraphicsCard>> cards;
    private @Nullable List<Card> devices;

    /** A card that can be read, under its number. */
    private record Card(DeviceDescription description, GpuStats stats) {}

    OshiGpuProbe(Supplier<List<GraphicsCard>> source, Executor search) {
        super("oshi_gpu", Duration.ZERO);
        this.source = source;
        this.search = search;
    }

    @Override
    public void read(ReadingsBuilder readings) {
        if (cards == null) {
            cards = CompletableFuture.supplyAsync(source, search);
        }
        if (devices == null && cards.isDone()) {
            devices = usable(found(cards), readings);
        } else if (devices != null) {
            devices.forEach(card -> addCard(readings, card));
        }
    }

    /** Returns what the search found; a search that failed is done again at the next read. */
    private List<GraphicsCard> found(CompletableFuture<List<GraphicsCard>> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            cards = null;
            throw e;
        }
    }

    private static List<Card> usable(List<GraphicsCard> found, ReadingsBuilder readings) {
        List<Card> usable = new ArrayList<>();
        for (GraphicsCard one : found) {
            Device device = Device.gpu(usable.size());
            Card card = new Card(describe(device, one), one.createStatsSession());
            if (addCard(readings, card)) {
                usable.add(card);
            } else {
                card.stats().close();
            }
        }
        return usable;
    }

    private static DeviceDescription describe(Device device, GraphicsCard card) {
        Map<DeviceProperty, String> properties = new EnumMap<>(DeviceProperty.class);
        Descriptions.put(properties, DeviceProperty.NAME, card.getName());
        Descriptions.put(properties, DeviceProperty.VENDOR, card.getVendor());
        return new DeviceDescription(device, properties);
    }

    /** Adds what a card gives, and returns whether that was anything. */
    private static boolean addCard(ReadingsBuilder readings, Card card) {
        Device device = card.description().device();
        GpuStats stats = card.stats();
        int before = readings.size();
        readings.add(Sensor.of(device, Quantity.GPU_UTILIZATION_RATIO), stats.getGpuUtilization() / PERCENT);
        readings.add(Sensor.of(device, Quantity.GPU_MEMORY_USED_BYTES), stats.getVramUsed());
        readings.addIfPositive(Sensor.of(device, Quantity.GPU_TEMPERATURE_CELSIUS, "core"), stats.getTemperature());
        readings.addIfPositive(Sensor.of(device, Quantity.GPU_POWER_WATTS), stats.getPowerDraw());
        readings.addIfPositive(
                Sensor.of(device, Quantity.GPU_CLOCK_HERTZ, "graphics"), stats.getCoreClockMhz() * HERTZ_PER_MEGAHERTZ);
        readings.addIfPositive(
                Sensor.of(device, Quantity.GPU_CLOCK_HERTZ, "memory"), stats.getMemoryClockMhz() * HERTZ_PER_MEGAHERTZ);
        readings.add(Sensor.of(device, Quantity.GPU_FAN_SPEED_RATIO, "0"), stats.getFanSpeedPercent() / PERCENT);
        boolean gave = readings.size() > before;
        if (gave) {
            readings.addDevice(card.description());
        }
        return gave;
    }

    @Override
    public void close() {
        if (devices != null) {
            devices.forEach(card -> card.stats().close());
        }
    }
}
