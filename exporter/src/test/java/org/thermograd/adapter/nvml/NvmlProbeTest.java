package org.thermograd.adapter.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.testing.FakeNvml;

/** The probe on a compiled stand-in for the driver. */
class NvmlProbeTest {
    private static final Device GPU0 = Device.gpu(0, FakeNvml.uuid(0));
    private static final Device GPU1 = Device.gpu(1, FakeNvml.uuid(1));

    @TempDir
    private Path dir;

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");

    private static NvmlProbe probe(FakeNvml driver) {
        return new NvmlProbe(Optional.of(driver.library()));
    }

    /** Reads a second later than before. */
    private HardwareSnapshot read(NvmlProbe probe) throws ProbeException {
        now = now.plusSeconds(1);
        return new HardwareSnapshot(now, List.of(probe.read(now)), List.of());
    }

    private static OptionalDouble value(HardwareSnapshot snapshot, Device device, Quantity quantity, String... parts) {
        return snapshot.value(Sensor.of(device, quantity, parts));
    }

    /** Returns the readings of a quantity of a device, by their parts. */
    private static Map<String, Double> all(HardwareSnapshot snapshot, Device device, Quantity quantity) {
        Map<String, Double> all = new TreeMap<>();
        snapshot.readings(quantity, device)
                .forEach(reading -> all.put(String.join(" ", reading.sensor().parts()), reading.value()));
        return all;
    }

    @Test
    void readsAnAcceleratorInBaseUnits() throws ProbeException {
        NvmlProbe probe = probe(FakeNvml.build(dir).gpus(2));
        HardwareSnapshot snapshot = read(probe);

        assertThat(snapshot.devices())
                .first()
                .isEqualTo(new DeviceDescription(
                        GPU0,
                        Map.of(
                                DeviceProperty.NAME, "NVIDIA H200",
                                DeviceProperty.VENDOR, "NVIDIA",
                                DeviceProperty.DRIVER_VERSION, "580.95.05",
                                DeviceProperty.PCI_BUS_ID, "00000000:3B:00.0")));
        assertThat(value(snapshot, GPU0, Quantity.GPU_UP)).hasValue(1);
        assertThat(value(snapshot, GPU0, Quantity.GPU_UTILIZATION_RATIO)).hasValue(0.97);
        assertThat(value(snapshot, GPU0, Quantity.GPU_MEMORY_TOTAL_BYTES)).hasValue(150_754_820_096.0);
        assertThat(value(snapshot, GPU0, Quantity.GPU_MEMORY_USED_BYTES))
                .as("without what is reserved, as nvidia-smi says")
                .hasValue(120e9);
        assertThat(all(snapshot, GPU1, Quantity.GPU_TEMPERATURE_CELSIUS))
                .isEqualTo(Map.of("core", 62.0, "memory", 70.0));
        assertThat(value(snapshot, GPU0, Quantity.GPU_POWER_WATTS)).hasValue(655.5);
        assertThat(all(snapshot, GPU0, Quantity.GPU_POWER_LIMIT_WATTS))
                .isEqualTo(Map.of("default", 700.0, "enforced", 650.0, "max", 700.0, "min", 200.0));
        assertThat(value(snapshot, GPU0, Quantity.GPU_ENERGY_JOULES_TOTAL)).hasValue(5e6);
        assertThat(all(snapshot, GPU0, Quantity.GPU_CLOCK_HERTZ))
                .isEqualTo(Map.of("graphics", 1.755e9, "sm", 1.755e9, "memory", 3.201e9, "video", 1.5e9));
        assertThat(all(snapshot, GPU0, Quantity.GPU_CLOCK_MAX_HERTZ))
                .isEqualTo(Map.of("graphics", 1.98e9, "sm", 1.98e9, "memory", 3.201e9, "video", 1.545e9));
        assertThat(all(snapshot, GPU0, Quantity.GPU_ECC_ERRORS_TOTAL))
                .isEqualTo(Map.of("corrected", 3.0, "uncorrected", 0.0));
        assertThat(all(snapshot, GPU0, Quantity.GPU_FAN_SPEED_RATIO)).isEmpty();
        assertThat(all(snapshot, GPU0, Quantity.GPU_XID_ERRORS_TOTAL)).isEmpty();
        assertThat(all(snapshot, GPU0, Quantity.GPU_MIG_DEVICE)).isEmpty();
        probe.close();
    }

    @Test
    void tellsWhyClocksAreHeldBackAndForHowLong() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(1).set(0, "supported", "0x1ec");
        NvmlProbe probe = probe(driver);

        assertThat(all(read(probe), GPU0, Quantity.GPU_THROTTLE_ACTIVE))
                .containsOnlyKeys(
                        "sw_power_cap", "hw_slowdown", "sw_thermal", "hw_thermal", "power_brake", "display_clocks")
                .allSatisfy((reason, given) -> assertThat(given).isZero());
        driver.set(0, "reasons", "0x88").set(0, "field.271", 86_400_000_000_000L);
        HardwareSnapshot braked = read(probe);
        assertThat(all(braked, GPU0, Quantity.GPU_THROTTLE_ACTIVE))
                .containsEntry("power_brake", 1.0)
                .containsEntry("hw_slowdown", 1.0)
                .containsEntry("hw_thermal", 0.0);
        assertThat(all(braked, GPU0, Quantity.GPU_THROTTLE_SECONDS_TOTAL))
                .isEqualTo(Map.of(
                        "sw_power_cap", 12.5,
                        "sync_boost", 0.0,
                        "sw_thermal", 1.5,
                        "hw_thermal", 0.0,
                        "power_brake", 86_400.0,
                        "board_limit", 0.0,
                        "low_utilization", 1.0,
                        "reliability", 0.0));
        driver.set(0, "reasons", 0x1);
        assertThat(all(read(probe), GPU0, Quantity.GPU_THROTTLE_ACTIVE))
                .as("given, though the driver says that it cannot be")
                .containsEntry("idle", 1.0);
        probe.close();
    }

    @Test
    void aDriverThatHasSettingsWhereOthersCountTimeIsAskedElsewhere() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir)
                .gpus(1)
                .driver("version", "580.65.06")
                .setAll("field.251", 4_000_000_000L)
                .setAll("field.252", 5_000_000_000L)
                .setAll("field.253", 6_000_000_000L)
                .setAll("field.269", 1)
                .setAll("field.270", 90)
                .setAll("field.271", 1_000_000);
        NvmlProbe probe = probe(driver);
        assertThat(all(read(probe), GPU0, Quantity.GPU_THROTTLE_SECONDS_TOTAL))
                .containsEntry("sw_thermal", 4.0)
                .containsEntry("hw_thermal", 5.0)
                .containsEntry("power_brake", 6.0)
                .doesNotContainKey("thermal");
        probe.close();

        NvmlProbe unknown = probe(driver.driver("version", "580.76.05").setAll("field.75", 2_000_000_000L));
        assertThat(all(read(unknown), GPU0, Quantity.GPU_THROTTLE_SECONDS_TOTAL))
                .containsEntry("thermal", 2.0)
                .doesNotContainKeys("sw_thermal", "hw_thermal", "power_brake");
        unknown.close();
    }

    @Test
    void oneThatFailsToTellItsUuidIsNoOtherAccelerator() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(2).set(0, "uuid", "rc:999");
        NvmlProbe probe = probe(driver);
        assertThat(read(probe).devices()).extracting(DeviceDescription::device).containsExactly(GPU1);
        driver.set(0, "uuid", FakeNvml.uuid(0));
        awaitUp(probe, GPU0);
        assertThat(read(probe).devices()).extracting(DeviceDescription::device).containsExactlyInAnyOrder(GPU0, GPU1);
        probe.close();
    }

    @Test
    void oneWithoutAUuidHasItsNumber() throws ProbeException {
        NvmlProbe probe = probe(FakeNvml.build(dir).gpus(1).remove(0, "uuid"));
        assertThat(read(probe).devices()).extracting(DeviceDescription::device).containsExactly(Device.gpu(0));
        probe.close();
    }

    @Test
    void marginsAreSignedAndLimitsInDegreesFollowFromThem() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(1);
        NvmlProbe probe = probe(driver);
        HardwareSnapshot cool = read(probe);

        assertThat(all(cool, GPU0, Quantity.GPU_THERMAL_MARGIN_CELSIUS))
                .isEqualTo(Map.of("max_operating", 26.0, "slowdown", 28.0, "shutdown", 34.0));
        assertThat(all(cool, GPU0, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS))
                .isEqualTo(Map.of("max_operating", 87.0, "slowdown", 89.0, "shutdown", 95.0));
        driver.set(0, "margin", -5).set(0, "temperature", 93);
        now = now.plusSeconds(90);
        HardwareSnapshot hot = read(probe);
        assertThat(all(hot, GPU0, Quantity.GPU_THERMAL_MARGIN_CELSIUS))
                .isEqualTo(Map.of("max_operating", -5.0, "slowdown", -3.0, "shutdown", 3.0));
        assertThat(all(hot, GPU0, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS))
                .as("a limit stays where it was first found; the temperature is told in whole degrees")
                .isEqualTo(Map.of("max_operating", 87.0, "slowdown", 89.0, "shutdown", 95.0));
        probe.close();
    }

    @Test
    void thresholdsInDegreesComeFirstWhereTheDriverHasThem() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir)
                .gpus(1)
                .set(0, "threshold.0", 92)
                .set(0, "threshold.1", 88)
                .set(0, "threshold.2", 95)
                .set(0, "threshold.3", 87);
        NvmlProbe probe = probe(driver);
        HardwareSnapshot snapshot = read(probe);

        assertThat(all(snapshot, GPU0, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS))
                .isEqualTo(Map.of("max_operating", 87.0, "memory", 95.0, "slowdown", 88.0, "shutdown", 92.0));
        assertThat(new DeviceState(snapshot, GPU0).temperatureLimitCelsius()).hasValue(88);
        assertThat(new DeviceState(snapshot, GPU0).ratedPowerWatts()).hasValue(700);
        probe.close();
    }

    @Test
    void anOldDriverIsAskedByTheOldNames() throws ProbeException {
        FakeNvml driver = FakeNvml.buildOld(dir).gpus(1);
        List.of("193", "194", "196", "82", "83", "74", "75", "76", "77", "78", "79", "269", "270", "271")
                .forEach(field -> driver.removeAll("field." + field));
        driver.setAll("energy", 7_000_000)
                .setAll("violation.0", 2_000_000_000L)
                .setAll("violation.1", 3_000_000_000L)
                .setAll("fan.0", 45)
                .setAll("reasons", 0x20)
                .setAll("threshold.1", 96);
        NvmlProbe probe = probe(driver);
        read(probe);
        HardwareSnapshot snapshot = read(probe);

        assertThat(all(snapshot, GPU0, Quantity.GPU_TEMPERATURE_CELSIUS)).isEqualTo(Map.of("core", 61.0));
        assertThat(value(snapshot, GPU0, Quantity.GPU_THROTTLE_ACTIVE, "sw_thermal"))
                .hasValue(1);
        assertThat(all(snapshot, GPU0, Quantity.GPU_THROTTLE_SECONDS_TOTAL))
                .as("heat, the driver does not say by whom")
                .isEqualTo(Map.of("sw_power_cap", 2.0, "thermal", 3.0));
        assertThat(value(snapshot, GPU0, Quantity.GPU_ENERGY_JOULES_TOTAL)).hasValue(7000);
        assertThat(value(snapshot, GPU0, Quantity.GPU_MEMORY_USED_BYTES)).hasValue(120.6e9);
        assertThat(all(snapshot, GPU0, Quantity.GPU_FAN_SPEED_RATIO)).isEqualTo(Map.of("0", 0.45));
        assertThat(all(snapshot, GPU0, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS)).isEqualTo(Map.of("slowdown", 96.0));
        assertThat(all(snapshot, GPU0, Quantity.GPU_THERMAL_MARGIN_CELSIUS)).isEmpty();
        probe.close();
    }

    @Test
    void whatIsRefusedIsNotAskedAgainForFiveMinutes() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir)
                .gpus(1)
                .removeAll("ecc.0")
                .set(0, "temperature", "rc:26")
                .setAll("power", "rc:4")
                .driver("log", 1);
        NvmlProbe probe = probe(driver);
        for (int i = 0; i < 100; i++) {
            assertThat(value(read(probe), GPU0, Quantity.GPU_POWER_WATTS)).isEmpty();
        }
        driver.setAll("power", 300_000);
        assertThat(value(read(probe), GPU0, Quantity.GPU_POWER_WATTS)).isEmpty();
        now = now.plus(Answers.REFUSED_FOR);
        assertThat(value(read(probe), GPU0, Quantity.GPU_POWER_WATTS)).hasValue(300);

        assertThat(driver.calls())
                .filteredOn("nvmlDeviceGetPowerUsage 0"::equals)
                .hasSize(2);
        assertThat(driver.calls())
                .filteredOn("nvmlDeviceGetTemperatureV 0"::equals)
                .hasSize(2);
        assertThat(driver.calls())
                .filteredOn("nvmlDeviceGetUtilizationRates 0"::equals)
                .hasSize(102);
        assertThat(driver.calls())
                .as("limits are read each minute")
                .filteredOn("nvmlDeviceGetEnforcedPowerLimit 0"::equals)
                .hasSizeBetween(2, 4);
        probe.close();
    }

    @Test
    void whatCannotBeIsNotThere() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir)
                .gpus(1)
                .setAll("utilization", 105)
                .setAll("power", 4_294_967_295L)
                .setAll("limit.enforced", 0)
                .setAll("memory_total", Long.MAX_VALUE - 17)
                .setAll("clock.0", 0)
                .setAll("field.82", 4_294_967_295L)
                .setAll("field.83", "9223372036854775808")
                .setAll("field.74", "9223372036854775790")
                .setAll("field.194", -128_000)
                .setAll("margin", 500)
                .setAll("ecc.0", "18446744073709551615")
                .set(0, "temperature", 0);
        NvmlProbe probe = probe(driver);
        HardwareSnapshot snapshot = read(probe);

        assertThat(value(snapshot, GPU0, Quantity.GPU_UP)).hasValue(1);
        assertThat(value(snapshot, GPU0, Quantity.GPU_UTILIZATION_RATIO)).isEmpty();
        assertThat(value(snapshot, GPU0, Quantity.GPU_POWER_WATTS)).isEmpty();
        assertThat(all(snapshot, GPU0, Quantity.GPU_POWER_LIMIT_WATTS)).containsOnlyKeys("default", "min", "max");
        assertThat(value(snapshot, GPU0, Quantity.GPU_MEMORY_TOTAL_BYTES)).isEmpty();
        assertThat(all(snapshot, GPU0, Quantity.GPU_CLOCK_HERTZ)).containsOnlyKeys("sm", "memory", "video");
        assertThat(all(snapshot, GPU0, Quantity.GPU_TEMPERATURE_CELSIUS)).isEmpty();
        assertThat(all(snapshot, GPU0, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS)).isEmpty();
        assertThat(all(snapshot, GPU0, Quantity.GPU_THERMAL_MARGIN_CELSIUS)).isEmpty();
        assertThat(value(snapshot, GPU0, Quantity.GPU_ENERGY_JOULES_TOTAL)).isEmpty();
        assertThat(value(snapshot, GPU0, Quantity.GPU_THROTTLE_SECONDS_TOTAL, "sw_power_cap"))
                .isEmpty();
        assertThat(all(snapshot, GPU0, Quantity.GPU_ECC_ERRORS_TOTAL)).containsOnlyKeys("uncorrected");
        driver.set(0, "temperature", 201);
        assertThat(all(read(probe), GPU0, Quantity.GPU_TEMPERATURE_CELSIUS)).isEmpty();
        probe.close();
    }

    @Test
    void aDriverWithoutTLimitsHasItsOtherFields() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(1);
        List.of("193", "194", "196").forEach(field -> driver.removeAll("field." + field));
        NvmlProbe probe = probe(driver);

        assertThat(value(read(probe), GPU0, Quantity.GPU_TEMPERATURE_CELSIUS, "memory"))
                .hasValue(70);
        probe.close();
    }

    @Test
    void aChipThatSharesTheMemoryOfTheMachineTellsNone() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(1).removeAll("memory_total").setAll("name", "NVIDIA GB10");
        NvmlProbe probe = probe(driver);

        assertThat(value(read(probe), GPU0, Quantity.GPU_MEMORY_USED_BYTES)).isEmpty();
        probe.close();
    }

    @Test
    void anAcceleratorThatFallsOffTheBusIsDownUntilItIsBack() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(2);
        NvmlProbe probe = probe(driver);
        read(probe);
        driver.set(0, "rc", 15).driver("log", 1);
        HardwareSnapshot lost = read(probe);

        assertThat(value(lost, GPU0, Quantity.GPU_UP)).hasValue(0);
        assertThat(value(lost, GPU1, Quantity.GPU_UP)).hasValue(1);
        assertThat(value(lost, GPU1, Quantity.GPU_UTILIZATION_RATIO)).hasValue(0.97);
        assertThat(value(lost, GPU0, Quantity.GPU_UTILIZATION_RATIO)).isEmpty();
        assertThat(lost.readings(Quantity.GPU_POWER_LIMIT_WATTS, GPU0)).isEmpty();
        assertThat(lost.devices()).extracting(DeviceDescription::device).containsExactly(GPU0, GPU1);

        driver.driver("gpus", "1"); // The driver no longer counts it, and the other one moves up.
        for (int i = 0; i < 60; i++) {
            HardwareSnapshot meanwhile = read(probe);
            assertThat(value(meanwhile, GPU0, Quantity.GPU_UP)).hasValue(0);
            assertThat(value(meanwhile, GPU1, Quantity.GPU_UP)).hasValue(1);
        }
        assertThat(driver.calls())
                .as("a new session after 1, 2, 4, 8... s")
                .filteredOn("nvmlInit_v2 -1"::equals)
                .hasSizeBetween(5, 7);
        driver.driver("gpus", "1,0").set(0, "rc", 0);
        assertThat(awaitUp(probe, GPU0)).isLessThanOrEqualTo(Duration.ofSeconds(60));
        probe.close();
    }

    private Duration awaitUp(NvmlProbe probe, Device device) throws ProbeException {
        Instant from = now;
        while (value(read(probe), device, Quantity.GPU_UP).orElse(0) == 0) {
            assertThat(Duration.between(from, now)).isLessThan(Duration.ofMinutes(10));
        }
        return Duration.between(from, now);
    }

    @Test
    void oneThatAnswersNothingAnyMoreIsDown() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(1);
        NvmlProbe probe = probe(driver);
        read(probe);
        driver.set(0, "rc", 999);
        assertThat(value(read(probe), GPU0, Quantity.GPU_UP)).hasValue(0);
        driver.set(0, "rc", 0);
        awaitUp(probe, GPU0);
        probe.close();
    }

    @Test
    void aDriverThatIsRestartedComesBack() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(2);
        NvmlProbe probe = probe(driver);
        read(probe);
        driver.driver("restarts", 1);
        HardwareSnapshot gone = read(probe);
        assertThat(value(gone, GPU0, Quantity.GPU_UP)).hasValue(0);
        assertThat(value(gone, GPU1, Quantity.GPU_UP)).hasValue(0);
        assertThat(value(read(probe), GPU1, Quantity.GPU_UP))
                .as("a second later")
                .hasValue(1);

        driver.driver("rc", 9);
        for (int i = 0; i < 10; i++) {
            assertThat(value(read(probe), GPU1, Quantity.GPU_UP)).hasValue(0);
        }
        driver.driver("rc", 0);
        awaitUp(probe, GPU0);
        awaitUp(probe, GPU1);
        probe.close();
    }

    @Test
    void anAcceleratorThatIsAddedIsFound() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(1);
        NvmlProbe probe = probe(driver);
        assertThat(read(probe).devices()).hasSize(1);
        driver.gpus(2);
        now = now.plusSeconds(60);
        assertThat(read(probe).devices()).extracting(DeviceDescription::device).containsExactly(GPU0, GPU1);
        probe.close();
    }

    @Test
    void whatIsOfAnotherContainerIsLeftOutAndWhatCannotBeIdentifiedIsTriedAgain() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(3).set(0, "handle", "rc:4").set(2, "handle", "rc:15");
        NvmlProbe probe = probe(driver);
        assertThat(read(probe).devices()).extracting(DeviceDescription::device).containsExactly(GPU1);
        driver.remove(2, "handle");
        awaitUp(probe, Device.gpu(2, FakeNvml.uuid(2)));
        probe.close();
    }

    @Test
    void namesMigDevices() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir)
                .gpus(1)
                .setAll("mig", 1)
                .removeAll("utilization")
                .set(0, "mig.0", "MIG-1111,NVIDIA H200 MIG 3g.71gb")
                .set(0, "mig.2", "MIG-2222,NVIDIA H200 MIG 1g.18gb");
        NvmlProbe probe = probe(driver);
        HardwareSnapshot snapshot = read(probe);

        assertThat(all(snapshot, GPU0, Quantity.GPU_MIG_DEVICE))
                .isEqualTo(Map.of(
                        "0 MIG-1111 NVIDIA H200 MIG 3g.71gb", 1.0,
                        "2 MIG-2222 NVIDIA H200 MIG 1g.18gb", 1.0));
        probe.close();
    }

    @Test
    void countsXidsSinceTheStartAcrossSessions() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(2).set(1, "xid", "4:79");
        NvmlProbe probe = probe(driver);
        assertThat(read(probe).readings(Quantity.GPU_XID_ERRORS_TOTAL))
                .as("before the start")
                .isEmpty();
        driver.set(1, "xid", "6:31");
        assertThat(all(read(probe), GPU1, Quantity.GPU_XID_ERRORS_TOTAL)).isEqualTo(Map.of("31", 2.0));
        driver.driver("restarts", 1);
        read(probe);
        read(probe);
        driver.set(1, "xid", "7:31");
        HardwareSnapshot later = read(probe);
        assertThat(all(later, GPU1, Quantity.GPU_XID_ERRORS_TOTAL)).isEqualTo(Map.of("31", 3.0));
        assertThat(all(later, GPU0, Quantity.GPU_XID_ERRORS_TOTAL)).isEmpty();
        probe.close();
    }

    @Test
    void fansAreRead() throws ProbeException {
        NvmlProbe probe = probe(FakeNvml.build(dir)
                .gpus(1)
                .setAll("fans", 2)
                .setAll("fan.0", 30)
                .setAll("fan.1", 100));
        assertThat(all(read(probe), GPU0, Quantity.GPU_FAN_SPEED_RATIO)).isEqualTo(Map.of("0", 0.3, "1", 1.0));
        probe.close();
    }

    @Test
    void eightAcceleratorsKeepTheirNumbers() throws ProbeException {
        NvmlProbe probe = probe(FakeNvml.build(dir).gpus(8));
        HardwareSnapshot snapshot = read(probe);

        for (int gpu = 0; gpu < 8; gpu++) {
            assertThat(value(snapshot, Device.gpu(gpu, FakeNvml.uuid(gpu)), Quantity.GPU_TEMPERATURE_CELSIUS, "core"))
                    .hasValue(61.0 + gpu);
        }
        probe.close();
    }

    @Test
    void aLibraryThatTheUserNamesMustLoad() {
        NvmlProbe probe = new NvmlProbe(Optional.of(dir.resolve("none.so")));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> read(probe))
                    .withMessageContaining("cannot load " + dir.resolve("none.so"));
        }
        probe.close();
    }

    @Test
    void aDriverThatDoesNotFitItsLibraryIsAFailureUntilItDoes() throws ProbeException {
        FakeNvml driver = FakeNvml.build(dir).gpus(1).driver("rc", 18);
        NvmlProbe probe = probe(driver);
        assertThatExceptionOfType(ProbeException.class)
                .isThrownBy(() -> read(probe))
                .withMessageContaining("nvmlInit_v2 returned 18 (Driver/library version mismatch)");
        driver.driver("rc", 0);
        now = now.plusSeconds(60);
        assertThat(read(probe).devices()).hasSize(1);
        probe.close();
    }

    @Test
    void aMachineWithoutADriverOrWithoutAcceleratorsHasNothingToRead() throws ProbeException {
        NvmlProbe none = new NvmlProbe(Optional::empty);
        assertThat(none.read(now)).isEqualTo(ProbeReadings.NONE);
        none.close();

        FakeNvml driver = FakeNvml.build(dir).driver("rc", 9);
        NvmlProbe probe = probe(driver);
        assertThat(probe.read(now)).as("the module is not loaded").isEqualTo(ProbeReadings.NONE);
        driver.driver("rc", 0);
        now = now.plusSeconds(60);
        assertThat(probe.read(now)).as("the driver has none").isEqualTo(ProbeReadings.NONE);
        driver.gpus(1);
        now = now.plusSeconds(60);
        assertThat(probe.read(now).devices()).hasSize(1);
        probe.close();
    }
}
