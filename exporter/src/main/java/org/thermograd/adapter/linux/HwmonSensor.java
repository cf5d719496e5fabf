package org.thermograd.adapter.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * One sensor of a chip. It is absent where it cannot be read, and where the chip says that it is faulty or switched off.
 *
 * @param value the file that holds what it measures
 * @param fault the file that says 1 where it is faulty, if the chip can tell
 * @param enable the file that says 0 where it is switched off, if it can be
 */
record HwmonSensor(Gauge value, Optional<KernelFile> fault, Optional<KernelFile> enable) implements AutoCloseable {
    /** Finds the sensors of one kind of a chip. */
    static List<HwmonSensor> find(HwmonChip chip, HwmonKind kind) {
        List<HwmonSensor> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (Path file : Folders.list(chip.folder(), kind.file())) {
            Matcher matcher = kind.file().matcher(Folders.name(file));
            if (matcher.matches() && names.add(matcher.group(1))) {
                String name = matcher.group(1);
                String label = chip.sensorLabel(name);
                Sensor sensor = kind.sensor(chip.label(), labels.add(label) ? label : label + " " + name);
                found.add(new HwmonSensor(
                        new Gauge(new KernelFile(file), sensor, kind.perUnit()),
                        existing(chip.folder().resolve(name + "_fault")),
                        existing(chip.folder().resolve(name + "_enable"))));
            }
        }
        return List.copyOf(found);
    }

    private static Optional<KernelFile> existing(Path file) {
        return Files.exists(file) ? Optional.of(new KernelFile(file)) : Optional.empty();
    }

    /** Adds what it measures, if it does. */
    void addTo(ReadingsBuilder readings, Contents contents) {
        OptionalLong number = value.file().value(contents);
        if (number.isEmpty() || is(fault, 1, contents) || is(enable, 0, contents)) {
            return;
        }
        readings.add(value.sensor(), number.getAsLong() / value.perUnit());
    }

    private static boolean is(Optional<KernelFile> file, long value, Contents contents) {
        OptionalLong number = file.isPresent() ? file.get().value(contents) : OptionalLong.empty();
        return number.isPresent() && number.getAsLong() == value;
    }

    @Override
    public void close() {
        value.close();
        fault.ifPresent(KernelFile::close);
        enable.ifPresent(KernelFile::close);
    }
}
