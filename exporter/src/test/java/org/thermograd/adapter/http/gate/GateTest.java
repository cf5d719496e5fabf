package org.thermograd.adapter.http.gate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.testing.SlowClients;

/** The gate before a handler that reads whole bodies and answers with a large page, on a server of four threads. */
@Timeout(60)
class GateTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int THREADS = 6;
    private static final int PAGE_BYTES = 3 << 20;
    private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";

    private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final QueuedThreadPool pool = new QueuedThreadPool(THREADS, THREADS);
    private final Server server = new Server(pool);
    private @Nullable Gate gate;
    private int port;

    /** Answers the size of the body at /small, a large page at /metrics, and at /wait once it is let. */
    private final class Pages extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = request.getHttpURI().getPath();
            if (path.equals("/wait")) {
                released.await();
            }
            String text;
            try {
                text = request.getMethod() + " "
                        + Content.Source.asByteBuffer(request).remaining();
            } catch (IOException e) {
                text = BodyException.in(e)
                        .map(found -> found.kind() + " " + found.getMessage())
                        .orElse("other");
            }
            byte[] page = path.equals("/metrics") ? new byte[PAGE_BYTES] : text.getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(page), callback);
            return !path.equals("/nobody");
        }
    }

    /** Stands before the gate; the answer at /writing is not handed to the kernel before it is let. */
    private final class Writes extends Handler.Wrapper {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (!request.getHttpURI().getPath().equals("/writing")) {
                return super.handle(request, response, callback);
            }
            return super.handle(
                    request,
                    new Response.Wrapper(request, response) {
                        @Override
                        public void write(boolean last, ByteBuffer bytes, Callback done) {
                            written.countDown();
                            try {
                                released.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            super.write(last, bytes, done);
                        }
                    },
                    callback);
        }
    }

    private void start(GateLimits limits) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.LEGACY);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        Gate made = new Gate(limits, (why, path) -> refused.add(why.id() + " " + path), Map::of);
        gate = made;
        made.watch(connector);
        server.addConnector(connector);
        made.insert(server);
        made.setHandler(new Pages());
        server.insertHandler(new Writes());
        server.start();
        port = connector.getLocalPort();
    }

    private Gate gate() {
        return requireNonNull(gate, "start comes first");
    }

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        server.stop();
    }

    private static GateLimits limits() {
        return GateLimits.withDefaults().withMaxBodyBytes(1000);
    }

    private SlowClients slow(Map<SlowClients.Kind, Integer> counts) throws Exception {
        return SlowClients.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), counts);
    }

    private Socket open(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private String ask(String request) {
        try (Socket socket = open(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(String path) {
        return ask("GET " + path + " " + HttpVersion.HTTP_1_1 + "\r\n" + CLOSE + "\r\n");
    }

    private void awaitOpen(int connections) throws InterruptedException {
        while (gate().openConnections() < connections) {
            Thread.sleep(5);
        }
    }

    private void await(String line) throws InterruptedException {
        while (!refused.contains(line)) {
            Thread.sleep(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noKindOfSlowClientHoldsTheThreads(SlowClients.Kind kind) throws Exception {
        start(limits());
        try (SlowClients clients = slow(Map.of(kind, 30))) {
            for (int i = 0; i < 10; i++) {
                assertThat(get("/small")).endsWith("GET 0");
            }
            assertThat(clients.comebacks()).isNotNegative();
        }
    }

    @Test
    void aNewcomerGetsInWhereAllConnectionsAreTaken() throws Exception {
        start(limits().withMaxConnections(5));
        try (SlowClients clients = slow(Map.of(SlowClients.Kind.IDLE, 5))) {
            assertThat(get("/small")).endsWith("GET 0");
            await("crowded_out ");
            while (clients.comebacks() == 0) {
                Thread.sleep(5);
            }
        }
        while (gate().openConnections() > 0) {
            Thread.sleep(5);
        }
    }

    @Test
    void whoeverSaidSomethingMakesNoRoomBeforeItWasRead() throws Exception {
        start(limits().withMaxConnections(THREADS + 2));
        List<Socket> all = new ArrayList<>();
        try {
            Socket longestQuiet = open("");
            all.add(longestQuiet);
            awaitOpen(1);
            for (int i = 0; i < THREADS; i++) {
                all.add(open("GET /wait HTTP/1.1\r\n" + CLOSE + "\r\n"));
            }
            while (pool.getIdleThreads() > 0 || pool.getQueueSize() == 0) {
                Thread.sleep(5);
            }
            longestQuiet
                    .getOutputStream()
                    .write(("GET /small HTTP/1.1\r\n" + CLOSE + "\r\n").getBytes(StandardCharsets.UTF_8));
            all.add(open(""));
            all.add(open(""));
            Thread.sleep(500);
            released.countDown();

            assertThat(new String(longestQuiet.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("GET 0");
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void aNewcomerGetsInWhereAllRequestsWaitForTheirClients() throws Exception {
        start(limits().withMaxRequests(3));
        try (SlowClients clients = slow(Map.of(SlowClients.Kind.SILENT_BODY, 3))) {
            while (gate().underWay() < 3) {
                Thread.sleep(5);
            }
            assertThat(get("/small")).endsWith("GET 0");
            await("crowded_out /api/v1/training/slow/steps");
            assertThat(clients.comebacks()).isNotNegative();
        }
        while (gate().underWay() > 0) {
            Thread.sleep(5);
        }
    }

    @Test
    void refusesARequestWhereAllAreWorkedOn() throws Exception {
        start(limits().withMaxRequests(1));
        try (Socket busy = open("GET /wait HTTP/1.1\r\n" + CLOSE + "\r\n")) {
            while (gate().underWay() < 1) {
                Thread.sleep(5);
            }

            assertThat(get("/small"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1\r\n", "Content-Type: application/json\r\n")
                    .endsWith("{\"error\":\"requests under way must be fewer (--web.max-requests); try again later\"}");
            assertThat(refused).containsExactly("too_many_requests /small");
            released.countDown();
            assertThat(new String(busy.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("GET 0");
        }
    }

    @Test
    void anAnswerThatIsJustBeingWrittenMakesNoRoom() throws Exception {
        start(limits().withMaxRequests(1));
        try (Socket writing = open("GET /writing HTTP/1.1\r\n" + CLOSE + "\r\n")) {
            written.await();

            assertThat(get("/small")).startsWith("HTTP/1.1 503 ");
            released.countDown();
            assertThat(new String(writing.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("GET 0");
        }
    }

    @Test
    void refusesALargeBodyWhileOthersAreWorkedOn() throws Exception {
        start(limits().withMaxHeldBytes(1000));
        String body = "Content-Length: 900\r\n\r\n" + "x".repeat(900);
        try (Socket busy = open("POST /wait HTTP/1.1\r\n" + CLOSE + body)) {
            while (gate().underWay() < 1) {
                Thread.sleep(5);
            }
            Thread.sleep(100);

            assertThat(ask("POST /small HTTP/1.1\r\n" + CLOSE + body)).startsWith("HTTP/1.1 503 ");
            assertThat(get("/small")).endsWith("GET 0");
            released.countDown();
            assertThat(new String(busy.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("POST 900");
        }
    }

    @Test
    void aHeaderThatTricklesIsClosedInTime() throws Exception {
        start(limits().withTimeouts(SHORT));
        try (SlowClients clients = slow(Map.of(SlowClients.Kind.SLOW_HEADER, 1))) {
            await("slow_header ");
            while (clients.comebacks() == 0) {
                Thread.sleep(5);
            }
        }
    }

    @Test
    void aBodyThatTricklesEndsInTime() throws Exception {
        start(limits().withTimeouts(SHORT));
        try (Socket socket = open("POST /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n")) {
            Thread trickle = new Thread(() -> {
                try {
                    while (true) {
                        socket.getOutputStream().write('x');
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            trickle.start();
            byte[] answer = new byte[1000];
            int count = socket.getInputStream().read(answer);

            assertThat(new String(answer, 0, Math.max(0, count), StandardCharsets.UTF_8))
                    .contains("Connection: close\r\n")
                    .endsWith("TOO_SLOW body must arrive within 300 ms");
            trickle.interrupt();
        }
    }

    @Test
    void anAnswerThatNobodyReadsIsGivenUpInTime() throws Exception {
        start(limits().withTimeouts(SHORT));
        try (SlowClients clients = slow(Map.of(SlowClients.Kind.SLOW_READER, 1))) {
            await("slow_reader /metrics");
            assertThat(clients.comebacks()).isNotNegative();
        }
        while (gate().underWay() > 0) {
            Thread.sleep(5);
        }
    }

    @Test
    void answersThatNobodyReadsKeepWithinTheirMemory() throws Exception {
        start(limits().withMaxHeldBytes(PAGE_BYTES * 2L));
        try (SlowClients clients = slow(Map.of(SlowClients.Kind.SLOW_READER, 5))) {
            await("crowded_out /metrics");
            assertThat(clients.comebacks()).isNotNegative();
        }
    }

    @Test
    void readsALargeBodyToItsEndSoThatItsClientSeesTheAnswer() throws Exception {
        start(limits());
        String tooLarge = "TOO_LARGE body must be at most 1000 bytes";

        assertThat(ask("POST /small HTTP/1.1\r\n" + CLOSE + "Content-Length: 60000\r\n\r\n" + "x".repeat(60_000)))
                .endsWith(tooLarge);
        assertThat(ask("POST /small HTTP/1.1\r\n" + CLOSE + "Content-Length: 60000\r\nExpect: 100-continue\r\n\r\n"))
                .as("a client that asks first is told first")
                .startsWith("HTTP/1.1 200 ")
                .endsWith(tooLarge);
        assertThat(ask("POST /small HTTP/1.1\r\n" + CLOSE + "Content-Length: 99000\r\n\r\n"))
                .as("so much that it is not read")
                .endsWith(tooLarge);
        assertThat(ask("POST /small HTTP/1.1\r\n" + CLOSE + "Transfer-Encoding: chunked\r\n\r\n3E8\r\n"
                        + "x".repeat(1000) + "\r\n0\r\n\r\n"))
                .endsWith("POST 1000");
    }

    @Test
    void tellsABodyThatBrokeOff() throws Exception {
        start(limits());
        try (Socket socket = open("POST /small HTTP/1.1\r\n" + CLOSE + "Content-Length: 900\r\n\r\nx")) {
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("BROKEN_OFF body must arrive whole, but it broke off");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GARBAGE, 400, No URI",
        "GET / HTTP/3.7, 505, Unknown Version",
        "GET / HTTP/1.1, 400, No Host",
        "GET /%FF HTTP/1.0, 400, Bad UTF-8 encoding",
        "GET /%2 HTTP/1.0, 400, Bad Request"
    })
    void answersInJsonWhatJettyRefuses(String line, int status, String reason) throws Exception {
        start(limits());

        assertThat(ask(line + "\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/json\r\n", "X-Content-Type-Options: nosniff\r\n")
                .endsWith("{\"error\":\"request cannot be read: " + reason + "\"}");
        assertThat(refused).hasSize(1).allMatch(one -> one.startsWith("bad_request "));
    }

    @Test
    void answersInJsonAHeaderThatIsTooLarge() throws Exception {
        start(limits());

        assertThat(ask("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(10_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("Content-Type: application/json\r\n");
    }

    @ParameterizedTest
    @CsvSource({"/a;b%", "/%u0041"})
    void refusesAPathThatDecodersFailOn(String path) throws Exception {
        start(limits());

        assertThat(get(path))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"error\":\"path must have two hexadecimal digits after each %, got " + path + "\"}");
        assertThat(refused).containsExactly("bad_request " + path);
    }

    @Test
    void takesTheMethodOfTheWireAndNoCharsetWithoutABody() throws Exception {
        start(limits());

        assertThat(ask("GET /small HTTP/1.1\r\n" + CLOSE
                        + "X-HTTP-Method-Override: DELETE\r\nContent-Type: a/b; charset\r\n\r\n"))
                .endsWith("GET 0");
    }
}
