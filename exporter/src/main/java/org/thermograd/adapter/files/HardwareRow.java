package org.thermograd.adapter.files;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.collapse.EfficiencyReading;
import org.thermograd.domain.efficiency.Condition;
import org.thermograd.domain.efficiency.EfficiencySample;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.hardware.Subject;

/**
 * A sample of a device as a row of hardware.csv. What was read stands as it was read, what was computed from it with six
 * decimals; what is not known is empty.
 */
final class HardwareRow {
    private static final int DECIMALS = 6;
    private static final double ALERTING_LOAD = 1.10;

    private final DeviceStatus status;
    private final HardwareSnapshot snapshot;
    private final Device device;
    private final Optional<EfficiencyReading> efficiency;

    private HardwareRow(DeviceStatus status, HardwareSnapshot snapshot) {
        this.status = status;
        this.snapshot = snapshot;
        this.device = status.device();
        boolean cpu = device.subject() == Subject.CPU;
        this.efficiency = status.efficiency()
                .filter(reading -> isNew(cpu ? Quantity.CPU_UTILIZATION_RATIO : Quantity.GPU_UTILIZATION_RATIO));
    }

    /**
     * Returns the row.
     *
     * @param snapshot the one that the sample is from
     */
    static String of(DeviceStatus status, HardwareSnapshot snapshot) {
        return new HardwareRow(status, snapshot).text();
    }

    /** Tells whether the device was read for a quantity at this sample, and not only at an earlier one. */
    private boolean isNew(Quantity quantity) {
        Instant time = status.time();
        return snapshot.readings(quantity, device).stream()
                .map(SensorReading::readAt)
                .anyMatch(time::equals);
    }

    private String text() {
        List<String> fields = new ArrayList<>();
        fields.add(SessionTime.text(status.time().toEpochMilli()));
        fields.add(device.name());
        Optional<EfficiencySample> sample = efficiency.map(EfficiencyReading::sample);
        OptionalDouble power = efficiency.map(EfficiencyReading::powerWatts).orElseGet(this::power);
        boolean loadKnown = power.isPresent() && power.getAsDouble() > 0;
        Optional<EfficiencySample> index =
                efficiency.filter(EfficiencyReading::hasIndex).map(EfficiencyReading::sample);
        fields.add(computed(index.map(EfficiencySample::smoothedIndex)));
        fields.add(computed(index.map(EfficiencySample::rawIndex)));
        fields.add(computed(index.map(one -> one.stability() / (1 + 1 / one.sustainSeconds()))));
        fields.add(computed(efficiency
                .filter(one -> loadKnown)
                .map(one -> one.utilizationRatio() / one.sample().loadRatio())));
        OptionalDouble temperature =
                efficiency.map(EfficiencyReading::temperatureCelsius).orElseGet(this::temperature);
        fields.add(read(temperature));
        fields.add(read(greatest(Quantity.GPU_TEMPERATURE_CELSIUS, "memory")));
        fields.add(read(power));
        fields.add(percent(efficiency.map(EfficiencyReading::utilizationRatio)));
        fields.add(computed(sample.filter(one -> loadKnown).map(EfficiencySample::loadRatio)));
        fields.add(computed(
                sample.filter(one -> one.slopeCelsiusPerSecond().isPresent()).map(EfficiencySample::sustainSeconds)));
        fields.add(percent(boxed(greatest(Quantity.GPU_FAN_SPEED_RATIO, ""))));
        fields.add(computed(index.flatMap(one -> boxed(one.rollingPeak()))));
        fields.add(sample.filter(EfficiencySample::judged)
                .map(one -> one.is(Condition.COLLAPSE) ? "1" : "0")
                .orElse(""));
        fields.add(alerts(temperature, loadKnown));
        fields.add(throttleReasons());
        fields.add(device.uuid().map(HardwareRow::quoted).orElse(""));
        fields.add(throttles());
        fields.add(told(EfficiencyReading.Input.RATED_POWER));
        fields.add(told(EfficiencyReading.Input.TEMPERATURE_LIMIT));
        Optional<DeviceState.Clock> clock = new DeviceState(snapshot, device).clock();
        fields.add(read(clock.map(one -> OptionalDouble.of(one.hertz())).orElse(OptionalDouble.empty())));
        fields.add(read(clock.map(DeviceState.Clock::highestHertz).orElse(OptionalDouble.empty())));
        return String.join(",", fields);
    }

    private OptionalDouble power() {
        return new DeviceState(snapshot, device).powerWatts();
    }

    private OptionalDouble temperature() {
        return new DeviceState(snapshot, device).temperatureCelsius();
    }

    private OptionalDouble greatest(Quantity quantity, String part) {
        return snapshot.readings(quantity, device).stream()
                .filter(reading ->
                        part.isEmpty() || reading.sensor().parts().get(0).equals(part))
                .mapToDouble(SensorReading::value)
                .max();
    }

    /** Returns the alerts that the RLE monitor knows, as far as their limits are known here. */
    private String alerts(OptionalDouble temperature, boolean loadKnown) {
        List<String> alerts = new ArrayList<>();
        String prefix = device.subject() == Subject.CPU ? "CPU_" : "GPU_";
        efficiency.ifPresent(one -> {
            if (temperature.isPresent()
                    && temperature.getAsDouble() >= one.rating().limitCelsius()) {
                alerts.add(prefix + "TEMP_LIMIT");
            }
            if (loadKnown && one.sample().loadRatio() > ALERTING_LOAD) {
                alerts.add(prefix + "A_LOAD>1.10");
            }
        });
        return String.join("|", alerts);
    }

    private String throttleReasons() {
        if (!isNew(Quantity.GPU_THROTTLE_ACTIVE)) {
            return "";
        }
        return status.throttleReasons().isEmpty()
                ? RecordedDevice.NO_REASON
                : quoted(String.join("|", status.throttleReasons()));
    }

    private String throttles() {
        return isNew(Quantity.CPU_THROTTLES_TOTAL)
                ? exact(snapshot.readings(Quantity.CPU_THROTTLES_TOTAL, device).stream()
                        .mapToDouble(SensorReading::value)
                        .sum())
                : "";
    }

    /** Returns what the driver tells of the device's make; empty where it does not. */
    private String told(EfficiencyReading.Input input) {
        return efficiency
                .filter(one -> one.read().contains(input))
                .map(one -> exact(
                        input == EfficiencyReading.Input.RATED_POWER
                                ? one.rating().ratedWatts()
                                : one.rating().limitCelsius()))
                .orElse("");
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static String read(OptionalDouble value) {
        return value.isPresent() ? exact(value.getAsDouble()) : "";
    }

    private static String exact(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    private static String percent(Optional<Double> ratio) {
        return ratio.map(value -> plain(BigDecimal.valueOf(value).movePointRight(2)))
                .orElse("");
    }

    private static String computed(Optional<Double> value) {
        return value.filter(Double::isFinite)
                .map(number -> plain(BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN)))
                .orElse("");
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String quoted(String text) {
        String line = text.replaceAll("\\R", " ");
        return line.contains(",") || line.contains("\"")
                ? String.format(Locale.ROOT, "\"%s\"", line.replace("\"", "\"\""))
                : line;
    }
}
