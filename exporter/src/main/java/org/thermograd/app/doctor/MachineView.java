package org.thermograd.app.doctor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.app.pipeline.MachineProbes;
import org.thermograd.app.pipeline.ProbeConfig;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Subject;

/** What the exporter could see on this machine, and what not, in words. */
public final class MachineView {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private MachineView() {}

    /** Reads all probes, twice since utilization needs two looks. */
    public static List<String> lines(InstantSource clock) {
        List<HardwareProbe> probes = MachineProbes.of(ProbeConfig.DEFAULT, Runnable::run);
        try {
            read(probes, clock);
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            return lines(read(probes, clock));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            probes.forEach(HardwareProbe::close);
        }
    }

    private static HardwareSnapshot read(List<HardwareProbe> probes, InstantSource clock) {
        List<ProbeReadings> readings = new ArrayList<>();
        List<ProbeOutcome> outcomes = new ArrayList<>();
        for (HardwareProbe probe : probes) {
            try {
                readings.add(probe.read(clock.instant()));
            } catch (ProbeException e) {
                outcomes.add(new ProbeOutcome(probe.name(), clock.instant(), Duration.ZERO, Optional.empty()));
            }
        }
        return new HardwareSnapshot(clock.instant(), readings, outcomes);
    }

    /** Tells what a snapshot holds. */
    static List<String> lines(HardwareSnapshot snapshot) {
        List<String> seen = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        boolean busy = tell(snapshot, Quantity.CPU_UTILIZATION_RATIO, "load of the processors", "", seen, unseen);
        boolean warm = tell(
                snapshot,
                Quantity.CPU_TEMPERATURE_CELSIUS,
                "their temperature",
                "the system shows no sensor",
                seen,
                unseen);
        tell(snapshot, Quantity.MEMORY_TOTAL_BYTES, "memory", "", seen, unseen);
        tell(snapshot, Quantity.DISK_READ_BYTES_TOTAL, "disks", "", seen, unseen);
        tell(snapshot, Quantity.NETWORK_RECEIVE_BYTES_TOTAL, "network", "", seen, unseen);
        tell(snapshot, Quantity.FAN_SPEED_RPM, "fans", "the system shows none", seen, unseen);
        List<DeviceDescription> gpus = snapshot.devices().stream()
                .filter(device -> device.device().subject() == Subject.GPU)
                .toList();
        gpus.forEach(gpu ->
                seen.add(gpu.property(DeviceProperty.NAME).orElse(gpu.device().name())));
        if (gpus.isEmpty()) {
            unseen.add("accelerators (no driver that is read shows one)");
        }
        snapshot.probes().stream()
                .filter(probe -> !probe.succeeded())
                .forEach(probe -> unseen.add("what " + probe.probe() + " reads (it failed)"));
        List<String> confirmed = gpus.stream()
                .map(DeviceDescription::device)
                .filter(gpu ->
                        !snapshot.readings(Quantity.GPU_THROTTLE_ACTIVE, gpu).isEmpty())
                .map(Device::name)
                .toList();
        return List.of(
                "On this machine I can see: " + list(seen) + "; cannot: " + list(unseen) + ".",
                confirmed.isEmpty()
                        ? inferred(busy && warm)
                        : "Collapses of " + list(confirmed)
                                + " can be confirmed: the driver tells why it holds clocks back.");
    }

    private static String inferred(boolean possible) {
        return possible
                ? "Efficiency drops while heating of " + Device.CPU.name()
                        + " could be seen once its temperature changes."
                : "Collapses could not be observed here: that takes load and temperature of a device, or its driver.";
    }

    private static String list(List<String> what) {
        return what.isEmpty() ? "nothing" : String.join(", ", what);
    }

    private static boolean tell(
            HardwareSnapshot snapshot,
            Quantity quantity,
            String what,
            String otherwise,
            List<String> seen,
            List<String> unseen) {
        boolean there = !snapshot.readings(quantity).isEmpty();
        if (there) {
            seen.add(what);
        } else {
            unseen.add(what + " (" + (otherwise.isEmpty() ? "nothing was read" : otherwise) + ")");
        }
        return there;
    }
}
