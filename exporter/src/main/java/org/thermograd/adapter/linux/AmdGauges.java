package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * The files of a GPU of AMD that hold one number each, and its limits, which are read when it is found. Temperatures have
 * the driver's names, but for {@code core}: the junction, which is the hottest spot of the chip and what limits it, or the
 * edge of a chip that tells no other.
 */
final class AmdGauges implements AutoCloseable {
    private static final Pattern HWMON = Pattern.compile("hwmon\\d+");
    private static final Pattern LABEL = Pattern.compile("(temp|freq)\\d+_label");
    private static final Pattern LEVEL = Pattern.compile("(?m)^\\d+: (\\d+)Mhz");
    private static final String JUNCTION = "junction";
    private static final double PERCENT = 100;
    private static final double MICROS = 1e6;
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    private final Device device;
    private final KernelFile busy;
    private final Optional<KernelFile> fan;
    private final double fanRange;
    private final List<Gauge> gauges = new ArrayList<>();
    private final List<Temperature> temperatures = new ArrayList<>();
    private final Map<Sensor, Double> limits = new LinkedHashMap<>();

    AmdGauges(AmdCard card, Device device) {
        this.device = device;
        Path folder = card.folder();
        this.busy = new KernelFile(folder.resolve("gpu_busy_percent"));
        gauge(folder.resolve("mem_info_vram_used"), 1, Quantity.GPU_MEMORY_USED_BYTES);
        gauge(folder.resolve("mem_info_vram_total"), 1, Quantity.GPU_MEMORY_TOTAL_BYTES);
        maxClock(folder.resolve("pp_dpm_sclk"), "graphics");
        maxClock(folder.resolve("pp_dpm_mclk"), "memory");
        List<Path> hwmon = Folders.list(folder.resolve("hwmon"), HWMON);
        this.fan = hwmon.stream().findFirst().map(sensors -> new KernelFile(sensors.resolve("pwm1")));
        this.fanRange = hwmon.stream()
                .findFirst()
                .map(sensors -> Folders.number(sensors.resolve("pwm1_max")))
                .orElse(OptionalLong.empty())
                .orElse(0);
        hwmon.stream().findFirst().ifPresent(this::find);
    }

    private void find(Path sensors) {
        Map<String, Path> labels = new HashMap<>();
        for (Path file : Folders.list(sensors, LABEL)) {
            Folders.text(file).ifPresent(label -> labels.putIfAbsent(label, file));
        }
        String core = labels.containsKey(JUNCTION) ? JUNCTION : "edge";
        temperature(labels, core, "core");
        if (!core.equals("edge")) {
            temperature(labels, "edge", "edge");
        }
        temperature(labels, "mem", "memory");
        limit(labels, core, "_crit", "slowdown");
        limit(labels, core, "_emergency", "shutdown");
        limit(labels, "mem", "_crit", "memory");
        clock(labels, "sclk", "graphics");
        clock(labels, "mclk", "memory");
        Path average = sensors.resolve("power1_average");
        boolean isAverage = Folders.number(average).isPresent();
        gauge(isAverage ? average : sensors.resolve("power1_input"), MICROS, Quantity.GPU_POWER_WATTS);
        powerLimit(sensors.resolve("power1_cap_default"), "default");
        gauge(sensors.resolve("power1_cap"), MICROS, Quantity.GPU_POWER_LIMIT_WATTS, "enforced");
        powerLimit(sensors.resolve("power1_cap_min"), "min");
        powerLimit(sensors.resolve("power1_cap_max"), "max");
    }

    private static Path beside(Path label, String ending) {
        return label.resolveSibling(Folders.name(label).replace("_label", ending));
    }

    private void temperature(Map<String, Path> labels, String label, String sensor) {
        Optional.ofNullable(labels.get(label))
                .ifPresent(file -> temperatures.add(new Temperature(
                        beside(file, "_input"), Sensor.of(device, Quantity.GPU_TEMPERATURE_CELSIUS, sensor))));
    }

    private void limit(Map<String, Path> labels, String label, String ending, String limit) {
        OptionalDouble celsius = Optional.ofNullable(labels.get(label))
                .map(file -> Temperature.limit(Folders.number(beside(file, ending))))
                .orElse(OptionalDouble.empty());
        celsius.ifPresent(value -> limits.put(Sensor.of(device, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS, limit), value));
    }

    private void clock(Map<String, Path> labels, String label, String domain) {
        Optional.ofNullable(labels.get(label))
                .ifPresent(file -> gauge(beside(file, "_input"), 1, Quantity.GPU_CLOCK_HERTZ, domain));
    }

    private void maxClock(Path levels, String domain) {
        Matcher matcher = LEVEL.matcher(Folders.text(levels).orElse(""));
        double highest = 0;
        while (matcher.find()) {
            highest = Math.max(highest, Double.parseDouble(matcher.group(1)));
        }
        if (highest > 0) {
            limits.put(Sensor.of(device, Quantity.GPU_CLOCK_MAX_HERTZ, domain), highest * HERTZ_PER_MEGAHERTZ);
        }
    }

    private void powerLimit(Path file, String limit) {
        OptionalLong microwatts = Folders.number(file);
        if (microwatts.isPresent() && microwatts.getAsLong() > 0) {
            limits.put(Sensor.of(device, Quantity.GPU_POWER_LIMIT_WATTS, limit), microwatts.getAsLong() / MICROS);
        }
    }

    private void gauge(Path file, double perUnit, Quantity quantity, String... parts) {
        gauges.add(new Gauge(new KernelFile(file), Sensor.of(device, quantity, parts), perUnit));
    }

    /** Adds what can be read, and returns whether that was anything. */
    boolean addTo(ReadingsBuilder readings, Contents contents) {
        boolean answers = false;
        OptionalLong percent = busy.value(contents);
        if (percent.isPresent()) {
            readings.add(Sensor.of(device, Quantity.GPU_UTILIZATION_RATIO), percent.getAsLong() / PERCENT);
            answers = true;
        }
        for (Temperature temperature : temperatures) {
            answers |= temperature.addTo(readings, contents);
        }
        for (Gauge gauge : gauges) {
            answers |= gauge.addTo(readings, contents);
        }
        if (answers) {
            limits.forEach(readings::add);
            addFan(readings, contents);
        }
        return answers;
    }

    private void addFan(ReadingsBuilder readings, Contents contents) {
        OptionalLong speed = fan.isPresent() ? fan.get().value(contents) : OptionalLong.empty();
        if (speed.isPresent() && fanRange > 0) {
            readings.add(Sensor.of(device, Quantity.GPU_FAN_SPEED_RATIO, "0"), speed.getAsLong() / fanRange);
        }
    }

    @Override
    public void close() {
        busy.close();
        fan.ifPresent(KernelFile::close);
        gauges.forEach(Gauge::close);
        temperatures.forEach(Temperature::close);
    }
}
