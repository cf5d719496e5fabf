package org.example.trainer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends steps to the exporter, once a second all that there are. The training only puts them into a queue: it waits
 * for nothing, and nothing that happens here reaches it. Where the queue is full a step is dropped, and the exporter
 * is told how many were.
 */
final class Pusher implements Consumer<Step>, AutoCloseable {
    private static final int QUEUE = 10_000;
    private static final int PUSH = 1_000;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final BlockingQueue<Step> queue = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::work, "pusher");
    private final URI run;
    private volatile boolean closing;
    /** The body that is being sent, empty where none is, and how many steps are in it. */
    private String body = "";
    private volatile int pending;
    private long droppedTold;
    private volatile long sent;
    private volatile long refused;
    private volatile boolean remarked;

    /** Starts to send what will come. */
    Pusher(URI url, String run) {
        this.run = url.resolve("api/v1/training/" + run + "/");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(Step step) {
        if (!queue.offer(step)) {
            dropped.incrementAndGet();
        }
    }

    /** Sends what is left, for a few seconds at most, and ends the run. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(3 * PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.printf(
                "Pushed %d steps to %s; not sent %d, refused %d, dropped %d%n",
                sent, run, pending + queue.size(), refused, dropped.get());
    }

    private void work() {
        try {
            while (!closing) {
                Thread.sleep(EVERY.toMillis());
                push();
            }
            while (push() && !queue.isEmpty()) {
                // All that is left.
            }
            if (sent > 0) {
                post("finish", "");
            }
        } catch (IOException e) {
            remark(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends the oldest steps. Where the exporter does not answer, or wants them again, the same body goes again with
     * the next call.
     *
     * @return whether they are done with
     */
    private boolean push() throws InterruptedException {
        if (pending == 0) {
            List<Step> steps = new ArrayList<>();
            if (queue.drainTo(steps, PUSH) == 0) {
                return true;
            }
            body = body(steps);
            pending = steps.size();
        }
        try {
            HttpResponse<String> answer = post("steps", body);
            int status = answer.statusCode();
            if (status != 200) {
                remark(status + " " + answer.body());
            }
            if (status == 408 || status == 429 || status >= 500) {
                return false;
            }
            if (status == 200) {
                sent += pending;
            } else {
                refused += pending;
            }
            pending = 0;
            return true;
        } catch (IOException e) {
            remark(e.toString());
            return false;
        }
    }

    private HttpResponse<String> post(String what, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(run.resolve(what))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String body(List<Step> steps) {
        long newlyDropped = dropped.get() - droppedTold;
        droppedTold += newlyDropped;
        return steps.stream()
                .map(step -> "{\"step\":" + step.number()
                        + ",\"timestamp\":" + step.timestamp()
                        + ",\"loss\":" + step.loss()
                        + ",\"grad_norm\":" + step.gradNorm()
                        + ",\"learning_rate\":" + step.learningRate()
                        + "}")
                .collect(Collectors.joining(
                        ",",
                        "{\"devices\":[\"cpu\"],"
                                + (newlyDropped > 0 ? "\"dropped\":{\"steps\":" + newlyDropped + "}," : "")
                                + "\"steps\":[",
                        "]}"));
    }

    private void remark(String what) {
        if (!remarked) {
            System.err.println("The exporter did not take a push, the training goes on: " + what);
        }
        remarked = true;
    }
}
