package org.thermograd.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A driver of NVIDIA that is not there: {@code src/test/c/fake_nvml.c}, compiled, with answers that a test changes while somebody reads
 * them. Without gcc the calling test is skipped, loudly. Not thread-safe.
 *
 * <pre>{@code
 * FakeNvml driver = FakeNvml.build(dir).gpus(2);
 * ... serve --nvml-library driver.library() ...
 * driver.set(1, "reasons", 0x80);
 * }</pre>
 */
public final class FakeNvml {
    private final Path dir;
    private final Map<String, String> values = new LinkedHashMap<>();

    private FakeNvml(Path dir) {
        this.dir = dir;
    }

    /** Builds a driver of today, without accelerators, into a folder. */
    public static FakeNvml build(Path dir) {
        return build(dir, "-DCURRENT_DRIVER");
    }

    /** Builds a driver from before version 535, which lacks the newer functions. */
    public static FakeNvml buildOld(Path dir) {
        return build(dir, "-DOLD_DRIVER");
    }

    private static FakeNvml build(Path dir, String age) {
        try {
            FakeNvml driver = new FakeNvml(Files.createDirectories(dir).toRealPath());
            Peers.Answer answer = Peers.gcc(
                    age,
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    "-O1",
                    "-shared",
                    "-fPIC",
                    "-Wl,-soname,libnvidia-ml.so.1",
                    "-o",
                    driver.library().toString(),
                    Checkout.root().resolve("exporter/src/test/c/fake_nvml.c").toString());
            assertThat(answer.output()).isEmpty();
            return driver.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the library. */
    public Path library() {
        return dir.resolve("libnvidia-ml.so.1");
    }

    /** Returns the uuid of an accelerator. */
    public static String uuid(int gpu) {
        return "GPU-8a0f" + gpu + "000-1111-2222-3333-444444444444";
    }

    /** Makes this many accelerators that train, each like an H200, a little different from one another. */
    @CanIgnoreReturnValue
    public FakeNvml gpus(int count) {
        put(
                "driver",
                "gpus",
                String.join(
                        ",", IntStream.range(0, count).mapToObj(String::valueOf).toList()));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", "NVIDIA H200");
        all.put("memory_total", 150_754_820_096L);
        all.put("memory_used", 120_000_000_000L);
        all.put("memory_reserved", 600_000_000L);
        all.put("power", 655_500);
        all.put("limit.enforced", 650_000);
        all.put("limit.default", 700_000);
        all.put("limit.min", 200_000);
        all.put("limit.max", 700_000);
        all.put("utilization", 97);
        all.put("supported", "0x1ff");
        all.put("reasons", 0);
        all.put("margin", 26);
        all.put("field.193", -8);
        all.put("field.194", -2);
        all.put("field.196", 0);
        all.put("field.82", 70);
        all.put("field.83", 5_000_000_000L);
        all.put("field.74", 12_500_000_000L);
        all.put("field.76", 0);
        all.put("field.77", 0);
        all.put("field.78", 1_000_000_000L);
        all.put("field.79", 0);
        all.put("field.269", 1_500_000_000L);
        all.put("field.270", 0);
        all.put("field.271", 0);
        all.put("clock.0", 1755);
        all.put("clock.1", 1755);
        all.put("clock.2", 3201);
        all.put("clock.3", 1500);
        all.put("max_clock.0", 1980);
        all.put("max_clock.1", 1980);
        all.put("max_clock.2", 3201);
        all.put("max_clock.3", 1545);
        all.put("fans", 0);
        all.put("ecc.0", 3);
        all.put("ecc.1", 0);
        all.put("mig", 0);
        all.put("xid", "0:0");
        all.forEach((key, value) -> put("*", key, String.valueOf(value)));
        for (int gpu = 0; gpu < count; gpu++) {
            put(String.valueOf(gpu), "uuid", uuid(gpu));
            put(String.valueOf(gpu), "pci", String.format("00000000:%02X:00.0", 0x3B + gpu));
            put(String.valueOf(gpu), "temperature", String.valueOf(61 + gpu));
        }
        return write();
    }

    /** Sets what an accelerator answers; the keys are told in the C file. */
    @CanIgnoreReturnValue
    public FakeNvml set(int gpu, String key, Object value) {
        put(String.valueOf(gpu), key, String.valueOf(value));
        return write();
    }

    /** Sets what every accelerator answers that has no answer of its own. */
    @CanIgnoreReturnValue
    public FakeNvml setAll(String key, Object value) {
        put("*", key, String.valueOf(value));
        return write();
    }

    /** Sets what the driver answers. */
    @CanIgnoreReturnValue
    public FakeNvml driver(String key, Object value) {
        put("driver", key, String.valueOf(value));
        return write();
    }

    /** Takes an answer away from an accelerator of its own. */
    @CanIgnoreReturnValue
    public FakeNvml remove(int gpu, String key) {
        values.remove(gpu + " " + key);
        return write();
    }

    /** Takes an answer away from every accelerator that has none of its own, so that it is not supported. */
    @CanIgnoreReturnValue
    public FakeNvml removeAll(String key) {
        values.remove("* " + key);
        return write();
    }

    /** Returns the calls since {@code driver("log", 1)}, one a line, each with the number of the accelerator. */
    public List<String> calls() {
        try {
            return Files.readAllLines(dir.resolve("calls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String whose, String key, String value) {
        values.put(whose + " " + key, value);
    }

    /** Replaces the file at once, so that nobody reads half of it. */
    private FakeNvml write() {
        try {
            Path next = dir.resolve("values.next");
            StringBuilder text = new StringBuilder();
            values.forEach(
                    (key, value) -> text.append(key).append(' ').append(value).append('\n'));
            Files.writeString(next, text);
            Files.move(next, dir.resolve("values"), StandardCopyOption.ATOMIC_MOVE);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
