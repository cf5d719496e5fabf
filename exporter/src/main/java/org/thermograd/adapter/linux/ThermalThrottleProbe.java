package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingProbe;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * How often processors of Intel throttled themselves for their temperature, as the kernel counts it
 * ({@code thermal_throttle}). Every logical processor has a counter of its core and one of its package; the first of a core
 * speaks for the core, the first of a package for the package, so that nothing counts twice.
 */
final class ThermalThrottleProbe extends ReadingProbe {
    private final Processors processors;
    private final Contents contents = new Contents();
    private final Scope cores = new Scope("core");
    private final Scope packages = new Scope("package");

    /** The counters of one kind: one file for each core or package, by where that is. */
    private static final class Scope {
        private final String name;
        private final Sensor sensor;
        private final GrowingCount count = new GrowingCount();
        private Map<String, KernelFile> files = Map.of();

        Scope(String name) {
            this.name = name;
            this.sensor = Sensor.of(Device.CPU, Quantity.CPU_THROTTLES_TOTAL, name);
        }

        void find(Map<Path, String> places) {
            close();
            Map<String, KernelFile> found = new LinkedHashMap<>();
            places.forEach((processor, place) -> {
                Path file = processor.resolve("thermal_throttle").resolve(name + "_throttle_count");
                if (!found.containsKey(place) && Folders.number(file).isPresent()) {
                    found.put(place, new KernelFile(file));
                }
            });
            files = found;
        }

        void addTo(ReadingsBuilder readings, Contents contents) {
            boolean any = false;
            for (KernelFile file : files.values()) {
                OptionalLong value = file.value(contents);
                value.ifPresent(number -> count.update(file, number, 0));
                any |= value.isPresent();
            }
            if (any) {
                count.begin();
                readings.add(sensor, count.total());
            }
        }

        void close() {
            files.values().forEach(KernelFile::close);
        }
    }

    ThermalThrottleProbe(Path sysfs) {
        super("thermal_throttle", Duration.ZERO);
        this.processors = new Processors(sysfs);
    }

    @Override
    protected void read(Instant now, ReadingsBuilder readings) {
        if (processors.changed(now)) {
            List<Path> folders = processors.folders();
            cores.find(places(folders, List.of("physical_package_id", "die_id", "core_id")));
            packages.find(places(folders, List.of("physical_package_id")));
        }
        cores.addTo(readings, contents);
        packages.addTo(readings, contents);
    }

    /** Returns where each processor is; one whose topology the kernel does not tell is in none. */
    private static Map<Path, String> places(List<Path> processors, List<String> parts) {
        Map<Path, String> places = new LinkedHashMap<>();
        for (Path processor : processors) {
            Optional<String> place = Optional.of("");
            for (String part : parts) {
                Optional<String> id = Folders.text(processor.resolve("topology").resolve(part))
                        .or(() -> part.equals("die_id") ? Optional.of("0") : Optional.empty());
                place = place.flatMap(before -> id.map(one -> before + "/" + one));
            }
            place.ifPresent(found -> places.put(processor, found));
        }
        return places;
    }

    @Override
    public void close() {
        cores.close();
        packages.close();
    }
}
