package org.thermograd.adapter.prometheus;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server on the loopback that answers as it is told: first with what was queued, one answer a request, then always
 * with the last. Thread-safe.
 */
final class FakeApi implements AutoCloseable {
    static {
        // Else an answer may wait 40 ms for the acknowledgement of its header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<HttpHandler> answers = new ArrayDeque<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    /** One request as it came. */
    record Request(String path, String query, Headers headers) {
        /** Returns the values of a parameter, in order. */
        List<String> parameter(String name) {
            return Arrays.stream(query.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .filter(pair -> decoded(pair[0]).equals(name))
                    .map(pair -> decoded(pair[1]))
                    .toList();
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    FakeApi(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static FakeApi start() throws IOException {
        return new FakeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders()));
        HttpHandler answer;
        synchronized (answers) {
            answer = answers.size() > 1 ? answers.remove() : answers.element();
        }
        try (exchange) {
            answer.handle(exchange);
        }
    }

    @CanIgnoreReturnValue
    FakeApi answer(HttpHandler handler) {
        synchronized (answers) {
            answers.add(handler);
        }
        return this;
    }

    @CanIgnoreReturnValue
    FakeApi answer(int status, String type, String body) {
        return answer(exchange -> send(exchange, status, type, body));
    }

    @CanIgnoreReturnValue
    FakeApi json(String body) {
        return answer(200, "application/json", body);
    }

    /** Answers with a matrix of one series {@code up}. */
    @CanIgnoreReturnValue
    FakeApi samples(String... timesAndValues) {
        return json(matrix("{\"__name__\":\"up\"}", timesAndValues));
    }

    @CanIgnoreReturnValue
    FakeApi refusal(int status, String errorType, String error) {
        return answer(status, "application/json", refusal(errorType, error));
    }

    /** Whether a range vector holds a sample at its left edge. */
    enum LeftEdge {
        /** As in Prometheus 2. */
        INCLUDED,
        /** As in Prometheus 3 and VictoriaMetrics. */
        EXCLUDED
    }

    private static final Pattern RANGE = Pattern.compile("up\\[(\\d+)s]");

    /**
     * Answers instant queries of range vectors of {@code up}, which has the given times as values, in milliseconds.
     *
     * @param maxSamples more than so many are refused
     */
    @CanIgnoreReturnValue
    FakeApi serve(LeftEdge leftEdge, int maxSamples, long... epochMillis) {
        return answer(exchange -> {
            Request request = requests.get(requests.size() - 1);
            Matcher range = RANGE.matcher(request.parameter("query").get(0));
            if (!range.matches()) {
                throw new IllegalStateException(request.query());
            }
            long end = Long.parseLong(request.parameter("time").get(0)) * 1000;
            long start = end - Long.parseLong(range.group(1)) * 1000 + (leftEdge == LeftEdge.INCLUDED ? 0 : 1);
            String[] samples = Arrays.stream(epochMillis)
                    .filter(time -> time >= start && time <= end)
                    .boxed()
                    .flatMap(time -> Stream.of(
                            BigDecimal.valueOf(time, 3).stripTrailingZeros().toPlainString(), Long.toString(time)))
                    .toArray(String[]::new);
            if (samples.length / 2 > maxSamples) {
                send(
                        exchange,
                        422,
                        "application/json",
                        refusal(
                                "execution",
                                "query processing would load too many samples into memory in query execution"));
            } else {
                send(exchange, 200, "application/json", matrix("{\"__name__\":\"up\"}", samples));
            }
        });
    }

    static String refusal(String errorType, String error) {
        return "{\"status\":\"error\",\"errorType\":\"" + errorType + "\",\"error\":\"" + error + "\"}";
    }

    static String matrix(String metric, String... timesAndValues) {
        return success("{\"resultType\":\"matrix\",\"result\":[" + series(metric, timesAndValues) + "]}");
    }

    static String success(String data) {
        return "{\"status\":\"success\",\"data\":" + data + "}";
    }

    static String series(String metric, String... timesAndValues) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            values.append(i == 0 ? "[" : ",[")
                    .append(timesAndValues[i])
                    .append(",\"")
                    .append(timesAndValues[i + 1])
                    .append("\"]");
        }
        return "{\"metric\":" + metric + ",\"values\":[" + values + "]}";
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
