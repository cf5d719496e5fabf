package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingProbe;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * Energy and power of the processors, and for how much power they are made, from RAPL. Since 2020 only root may read the
 * energy; where it cannot be read it is absent, and one line of the log says how to let it be read.
 */
final class RaplProbe extends ReadingProbe {
    private static final Logger logger = LoggerFactory.getLogger(RaplProbe.class);
    private static final double MICROS = 1e6;

    /** The limits of a package are written in 15 bits of eighths of a watt; the highest of them mean that there is none. */
    private static final double NO_LIMIT_WATTS = 4095;

    private final Path sysfs;
    private final LongSupplier nanoTicker;
    private final Contents contents = new Contents();
    private final Rescan limits = new Rescan(Rescan.MINUTE);
    private @Nullable List<RaplZone> zones;
    private boolean hinted;
    private OptionalLong rated = OptionalLong.empty();
    private OptionalLong enforced = OptionalLong.empty();

    /**
     * Makes the probe.
     *
     * @param nanoTicker elapsed time
     */
    RaplProbe(Path sysfs, LongSupplier nanoTicker) {
        super("rapl", Duration.ZERO);
        this.sysfs = sysfs;
        this.nanoTicker = nanoTicker;
    }

    @Override
    protected void read(Instant now, ReadingsBuilder readings) {
        List<RaplZone> known = zones;
        if (known == null) {
            known = RaplZone.find(sysfs);
            zones = known;
        }
        boolean unreadable = false;
        for (RaplZone zone : known) {
            unreadable |= !zone.addTo(readings, contents, nanoTicker.getAsLong());
        }
        if (unreadable && !hinted) {
            hinted = true;
            logger.info(
                    "event=rapl_unreadable path={} hint=\"power and energy of processors are absent: only root may read"
                            + " energy_uj unless a udev rule or tmpfiles.d gives a group the right; docs/deployment.md\"",
                    sysfs.resolve("class/powercap"));
        }
        if (limits.isDue(now)) {
            rated = sum(known, "max_power_uw");
            enforced = sum(known, "power_limit_uw");
        }
        add(readings, "default", rated);
        add(readings, "enforced", enforced);
    }

    /** Returns the sum over all packages; nothing where one of them has no such limit. */
    private static OptionalLong sum(List<RaplZone> zones, String what) {
        long sum = 0;
        for (RaplZone zone : zones) {
            if (zone.isPackage()) {
                OptionalLong limit = zone.longTermMicrowatts(what);
                if (limit.isEmpty() || limit.getAsLong() <= 0 || limit.getAsLong() >= NO_LIMIT_WATTS * MICROS) {
                    return OptionalLong.empty();
                }
                sum += limit.getAsLong();
            }
        }
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static void add(ReadingsBuilder readings, String limit, OptionalLong microwatts) {
        microwatts.ifPresent(
                value -> readings.add(Sensor.of(Device.CPU, Quantity.CPU_POWER_LIMIT_WATTS, limit), value / MICROS));
    }

    @Override
    public void close() {
        if (zones != null) {
            zones.forEach(RaplZone::close);
        }
    }
}
