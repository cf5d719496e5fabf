package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.thermograd.domain.series.TimeSeries;

/** A fake server for each test, time that stands still, and a client of both. */
abstract class FakeApiTestCase {
    static final Instant FROM = Instant.ofEpochSecond(1_700_000_000);
    static final Instant TO = FROM.plusSeconds(60);

    FakeApi api;
    final Fakes.ManualTime time = new Fakes.ManualTime();
    final Heard heard = new Heard();

    @BeforeEach
    void start() throws IOException {
        api = FakeApi.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** What a read told of itself. */
    static final class Heard implements ReadListener {
        final List<String> progress = new ArrayList<>();
        final List<String> retries = new ArrayList<>();
        final List<String> chunks = new ArrayList<>();

        @Override
        public void progress(long samples, double rangeRatio) {
            progress.add(samples + " at " + rangeRatio);
        }

        @Override
        public void retrying(PrometheusQueryException failure, Duration delay) {
            retries.add(failure.failure() + " " + delay.toMillis());
        }

        @Override
        public void shrinking(PrometheusQueryException failure, Duration chunk) {
            chunks.add(failure.failure() + " " + chunk.toSeconds());
        }
    }

    PrometheusConfig.Builder config() {
        return PrometheusConfig.of(api.url());
    }

    PrometheusClient client(PrometheusConfig.Builder config) throws PrometheusQueryException {
        return PrometheusClient.of(config.build(), time.pacing());
    }

    ReadResult read(PrometheusConfig.Builder config) throws Exception {
        return client(config).read("up", FROM, TO, heard);
    }

    PrometheusQueryException failure(PrometheusConfig.Builder config) {
        return catchThrowableOfType(PrometheusQueryException.class, () -> read(config));
    }

    static TimeSeries only(ReadResult result) {
        assertThat(result.series()).hasSize(1);
        return result.series().get(0).samples();
    }

    /** Some on whole seconds, some between, some beyond the range. */
    static long[] times() {
        return LongStream.rangeClosed(-10, 140)
                .map(half -> FROM.toEpochMilli() + half * 500)
                .toArray();
    }

    static long[] timesInRange() {
        return Arrays.stream(times())
                .filter(one -> one >= FROM.toEpochMilli() && one <= TO.toEpochMilli())
                .toArray();
    }
}
