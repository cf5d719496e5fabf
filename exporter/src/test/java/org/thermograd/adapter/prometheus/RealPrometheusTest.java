package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.PrometheusServer;

/** The client against a Prometheus that holds known samples. */
class RealPrometheusTest {
    private static final int SERIES = 20;
    private static final int SAMPLES_PER_SERIES = 10_000;
    private static final long STEP_MILLIS = 1_000;
    private static final long START_MILLIS = 1_761_699_262_480L;
    private static final Instant START = Instant.ofEpochMilli(START_MILLIS);
    private static final Instant END = START.plusMillis((SAMPLES_PER_SERIES - 1) * STEP_MILLIS);
    private static final String SELECTOR = "thermograd_test_value";

    /** Of the password below, by {@code crypt(3)} of libxcrypt 4.4; the cost is the least that bcrypt has. */
    private static final String HASH = "$2b$04$abcdefghijklmnopqrstuucEy/i79aYn0eRX7m8gXydiDs1gsHrkm";

    @TempDir
    private static Path dir;

    private static Optional<PrometheusServer> server = Optional.empty();

    @BeforeAll
    static void startServer() throws Exception {
        PrometheusServer.Builder builder = PrometheusServer.in(dir);
        server = Optional.of(
                builder.backfill(openMetrics(dir.resolve("samples.txt"))).start());
    }

    @AfterAll
    static void stopServer() {
        server.ifPresent(PrometheusServer::close);
    }

    /** Some are short, some have 17 digits, some are special; the same for each call. */
    private static double value(int series, int index) {
        long seed = series * 1_000_003L + index;
        return switch ((int) Math.floorMod(seed, 11L)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> index;
            case 5 -> Double.MIN_VALUE;
            case 6 -> Double.MAX_VALUE;
            case 7 -> new SplittableRandom(seed).nextInt(100_000) / 1000.0;
            default -> new SplittableRandom(seed).nextDouble(-1e3, 1e6);
        };
    }

    private static long time(int series, int index) {
        // Not all series at once, and only those of gpu0 on whole seconds; but all end together.
        long offset = series == 0 ? 520 : series * 7L;
        return START_MILLIS + index * STEP_MILLIS + (index == SAMPLES_PER_SERIES - 1 ? 0 : offset);
    }

    private static Path openMetrics(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("# TYPE " + SELECTOR + " gauge\n");
            for (int series = 0; series < SERIES; series++) {
                for (int i = 0; i < SAMPLES_PER_SERIES; i++) {
                    long time = time(series, i);
                    out.write(SELECTOR + "{device=\"gpu" + series + "\"} " + text(value(series, i)) + ' '
                            + BigDecimal.valueOf(time, 3) + '\n');
                }
            }
            out.write("# EOF\n");
        }
        return file;
    }

    private static String text(double value) {
        return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
    }

    private static PrometheusServer server() {
        return server.orElseThrow();
    }

    private static PrometheusConfig.Builder config(PrometheusServer server) {
        return PrometheusConfig.of(server.url().toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {300, 3600, 86_400})
    void readsEverySampleBitByBit(long chunkSeconds) throws Exception {
        PrometheusConfig config =
                config(server()).chunk(Duration.ofSeconds(chunkSeconds)).build();

        ReadResult result = Fakes.client(config).read(SELECTOR, START, END, ReadListener.NONE);

        assertThat(result.warnings()).isEmpty();
        assertThat(result.series()).hasSize(SERIES);
        for (LabeledSeries one : result.series()) {
            int series =
                    Integer.parseInt(one.labels().get("device").orElseThrow().substring("gpu".length()));
            long[] times = new long[SAMPLES_PER_SERIES];
            long[] bits = new long[SAMPLES_PER_SERIES];
            for (int i = 0; i < SAMPLES_PER_SERIES; i++) {
                times[i] = time(series, i);
                bits[i] = Double.doubleToLongBits(value(series, i));
            }
            assertThat(one.samples().epochMillis()).isEqualTo(times);
            assertThat(bits(one)).isEqualTo(bits);
        }
    }

    private static long[] bits(LabeledSeries series) {
        double[] values = series.samples().values();
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToLongBits(values[i]);
        }
        return bits;
    }

    @Test
    void readsNeitherBeforeNorAfterTheRange() throws Exception {
        // Series gpu0 has a sample on each whole second.
        Instant from = Instant.ofEpochMilli(START_MILLIS + 520 + 10_000);

        ReadResult result = Fakes.client(
                        config(server()).chunk(Duration.ofSeconds(3)).build())
                .read(SELECTOR + "{device=\"gpu0\"}", from, from.plusSeconds(7), ReadListener.NONE);

        assertThat(result.series())
                .singleElement()
                .satisfies(one -> assertThat(one.samples().epochMillis())
                        .hasSize(8)
                        .startsWith(from.toEpochMilli())
                        .endsWith(from.plusSeconds(7).toEpochMilli()));
    }

    @Test
    void halvesItsChunksUntilTheServerTakesThem(@TempDir Path own) throws Exception {
        Path file = dir.resolve("samples.txt");
        List<Duration> chunks = new ArrayList<>();
        ReadListener listener = new ReadListener() {
            @Override
            public void shrinking(PrometheusQueryException failure, Duration chunk) {
                assertThat(failure.failure()).isEqualTo(Failure.SERVER_LIMIT);
                chunks.add(chunk);
            }
        };
        try (PrometheusServer small = PrometheusServer.in(own)
                .backfill(file)
                .arguments("--query.max-samples=20000")
                .start()) {
            ReadResult result = Fakes.client(config(small).build()).read(SELECTOR, START, END, listener);

            assertThat(result.samples()).isEqualTo((long) SERIES * SAMPLES_PER_SERIES);
            assertThat(chunks).containsExactly(Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofMinutes(15));

            PrometheusConfig stubborn =
                    config(small).minimumChunk(Duration.ofHours(1)).build();
            PrometheusQueryException failure = catchThrowableOfType(
                    PrometheusQueryException.class,
                    () -> Fakes.client(stubborn).read(SELECTOR, START, END, ReadListener.NONE));

            assertThat(failure)
                    .hasMessage(
                            small.url() + " does not allow so much at once (422: query processing would load too many"
                                    + " samples into memory in query execution); ask for less, or raise its limit (asked for "
                                    + SELECTOR + "[3600s]); no less than 3600 s is asked for at once");
            assertThat(failure.errorType()).contains("execution");
        }
    }

    @Test
    void findsTheServerBelowAPathPrefixAndSaysWhenItIsMissing(@TempDir Path own) throws Exception {
        try (PrometheusServer prefixed = PrometheusServer.in(own)
                .backfill(dir.resolve("samples.txt"))
                .routePrefix("/team/prom")
                .start()) {
            assertThat(prefixed.url().getPath()).isEqualTo("/team/prom");
            assertThat(Fakes.client(PrometheusConfig.of(prefixed.url() + "/").build())
                            .newestSample(SELECTOR, START, END.plusSeconds(3600)))
                    .contains(END);

            String root = "http://127.0.0.1:" + prefixed.url().getPort();
            PrometheusQueryException failure = catchThrowableOfType(
                    PrometheusQueryException.class,
                    () -> Fakes.client(PrometheusConfig.of(root).build()).serverBuild());

            assertThat(failure.failure()).isEqualTo(Failure.NOT_FOUND);
            assertThat(failure)
                    .hasMessage(root + " has no such path (404: 404 page not found); the URL probably lacks a path"
                            + " prefix, such as /prometheus");
        }
    }

    @Test
    void showsUserAndPassword(@TempDir Path own) throws Exception {
        String web = "basic_auth_users:\n  reader: " + HASH + "\n";
        try (PrometheusServer guarded = PrometheusServer.in(own).webConfig(web).start()) {
            PrometheusConfig config = config(guarded)
                    .credentials(new Credentials.BasicAuth("reader", "wörd:1"))
                    .build();
            assertThat(Fakes.client(config).serverBuild().application()).isEqualTo("Prometheus");

            PrometheusQueryException failure = catchThrowableOfType(
                    PrometheusQueryException.class,
                    () -> Fakes.client(config(guarded).build()).serverBuild());

            assertThat(failure)
                    .hasMessage(guarded.url() + " wants to know who asks (401: Unauthorized); give a bearer token, or"
                            + " user and password, and check them");
            assertThat(failure.failure()).isEqualTo(Failure.UNAUTHORIZED);
        }
    }

    @Test
    void failsWhenTheServerEndsInTheMiddle(@TempDir Path own) throws Exception {
        try (PrometheusServer dying = PrometheusServer.in(own).start()) {
            List<Duration> delays = new ArrayList<>();
            ReadListener listener = new ReadListener() {
                @Override
                public void progress(long samples, double rangeRatio) {
                    dying.stop();
                }

                @Override
                public void retrying(PrometheusQueryException failure, Duration delay) {
                    assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
                    delays.add(delay);
                }
            };
            PrometheusConfig config =
                    config(dying).chunk(Duration.ofMinutes(5)).maxAttempts(3).build();

            PrometheusQueryException failure = catchThrowableOfType(
                    PrometheusQueryException.class, () -> Fakes.client(config).read(SELECTOR, START, END, listener));

            assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(failure)
                    .hasMessageStartingWith(dying.url() + " cannot be reached (")
                    .hasMessageEndingWith("); check host and port, and that the server runs (3 attempts)");
            assertThat(delays).containsExactly(Duration.ofMillis(375), Duration.ofMillis(750));
        }
    }

    @Test
    void givesTheServersWordsForAWrongQuery() throws Exception {
        PrometheusQueryException failure = catchThrowableOfType(
                PrometheusQueryException.class,
                () -> Fakes.client(config(server()).build())
                        .read("rate(up[1m])", START, START.plusSeconds(60), ReadListener.NONE));

        assertThat(failure.failure()).isEqualTo(Failure.BAD_QUERY);
        assertThat(failure.status()).hasValue(400);
        assertThat(failure.errorType()).contains("bad_data");
        assertThat(failure)
                .hasMessageStartingWith(server().url() + " does not take the query (400: invalid parameter \"query\": ")
                .hasMessageEndingWith(": parse error: ranges only allowed for vector selectors); correct it (asked for"
                        + " rate(up[1m])[61s])");
    }

    @Test
    void listsSeriesAndTheServersBuild() throws Exception {
        PrometheusClient client = Fakes.client(config(server()).build());

        assertThat(client.series(List.of(SELECTOR + "{device=~\"gpu[12]\"}"), START, END))
                .extracting(Labels::toString)
                .containsExactly(SELECTOR + "{device=\"gpu1\"}", SELECTOR + "{device=\"gpu2\"}");
        assertThat(client.serverBuild().toString()).matches("Prometheus \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void findsTheNewestSample() throws Exception {
        PrometheusClient client = Fakes.client(config(server()).build());

        assertThat(client.newestSample(SELECTOR, START, END.plus(Duration.ofDays(2))))
                .contains(END);
        assertThat(client.newestSample(SELECTOR, START.minusSeconds(100), START.minusMillis(1)))
                .isEmpty();
    }
}
