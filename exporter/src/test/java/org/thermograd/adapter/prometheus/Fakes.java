package org.thermograd.adapter.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What the client's tests need of time and chance. */
final class Fakes {
    private Fakes() {}

    /** Returns a client in real time that does not wait between attempts. */
    static PrometheusClient client(PrometheusConfig config) throws PrometheusQueryException {
        return PrometheusClient.of(config, new Pacing(System::nanoTime, delay -> {}, () -> 0.5));
    }

    /** Time that passes only in sleep, and remembers how long each was. Thread-safe but for {@link #sleeps}. */
    static final class ManualTime {
        private final List<Duration> sleeps = new ArrayList<>();
        private final AtomicLong nanos = new AtomicLong();

        Pacing pacing() {
            return new Pacing(
                    nanos::get,
                    delay -> {
                        sleeps.add(delay);
                        advance(delay);
                    },
                    () -> 0.5);
        }

        void advance(Duration duration) {
            nanos.addAndGet(duration.toNanos());
        }

        List<Duration> sleeps() {
            return sleeps;
        }
    }
}
