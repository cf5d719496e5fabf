package org.thermograd.adapter.promapi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the client's tests need of time and chance. */
final class Fakes {
    private Fakes() {}

    /** Returns a client in real time that does not wait between attempts. */
    static PrometheusClient client(PrometheusConfig config) throws PrometheusQueryException {
        return PrometheusClient.of(config, new Pacing(System::nanoTime, delay -> {}, () -> 0.5));
    }

    /** Time that passes only in sleep, and remembers how long each was. Confined to one thread. */
    static final class ManualTime {
        private final List<Duration> sleeps = new ArrayList<>();
        private long nanos;

        Pacing pacing() {
            return new Pacing(
                    () -> nanos,
                    delay -> {
                        sleeps.add(delay);
                        advance(delay);
                    },
                    () -> 0.5);
        }

        void advance(Duration duration) {
            nanos += duration.toNanos();
        }

        List<Duration> sleeps() {
            return sleeps;
        }
    }
}
