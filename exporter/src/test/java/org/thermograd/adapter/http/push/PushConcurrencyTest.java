package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.ingest.IngestSnapshot;
import org.thermograd.domain.ingest.RunSnapshot;

class PushConcurrencyTest {
    private static final int THREADS = 8;
    private static final int PUSHES = 50;
    private static final int STEPS = 5;

    private static String body(int thread, int push) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            int step = (push * THREADS + thread) * STEPS + i;
            steps.add("{\"step\":" + step + ",\"loss\":1,\"timestamp\":" + (1_000_000_000 + step) + "}");
        }
        return "[" + String.join(",", steps) + "]";
    }

    /** Every push is sent twice, as by a client that missed the first answer. */
    private static Callable<Integer> pusher(PushServer server, String run, int thread) {
        return () -> {
            int refused = 0;
            for (int push = 0; push < PUSHES; push++) {
                for (int again = 0; again < 2; again++) {
                    HttpResponse<String> answer = server.send(server.request("/api/v1/training/" + run + "/steps")
                            .POST(BodyPublishers.ofString(body(thread, push))));
                    refused += answer.statusCode() == 200 ? 0 : 1;
                }
            }
            return refused;
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, THREADS})
    void countsEachStepOnce(int runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (PushServer server = PushServer.withDefaults()) {
            List<Future<Integer>> refused = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                refused.add(threads.submit(pusher(server, "run" + thread % runs, thread)));
            }
            for (Future<Integer> one : refused) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isZero();
            }
            IngestSnapshot snapshot = server.ingestor.snapshot();

            assertThat(snapshot.runs()).hasSize(runs);
            assertThat(snapshot.runs().stream()
                            .map(RunSnapshot::counts)
                            .mapToLong(counts -> counts.steps())
                            .sum())
                    .isEqualTo(THREADS * PUSHES * STEPS);
            assertThat(server.answered).hasSize(2 * THREADS * PUSHES);
        } finally {
            threads.shutdownNow();
        }
    }
}
