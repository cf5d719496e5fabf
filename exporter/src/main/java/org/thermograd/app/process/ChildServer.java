package org.thermograd.app.process;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.thermograd.app.cli.CommandFailedException;

/** Another server on a port of this host, which ends with this object and with this process. Confined to one thread. */
public final class ChildServer implements AutoCloseable {
    private static final long SECONDS = 30;
    private static final int HTTP_TIMEOUT_MILLIS = 2000;
    private static final int POLL_MILLIS = 50;

    private final Process process;
    private final Thread end;
    private final String url;

    private ChildServer(Process process, String name, String url) {
        this.process = process;
        this.url = url;
        this.end = new Thread(process::destroy, "end-" + name);
    }

    /** Returns a port that nobody uses now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param name how it is called in messages
     * @param command the program and its arguments
     * @param dir where it runs and where its log goes
     * @param url where it answers {@code /-/ready}
     * @throws CommandFailedException if it ends, or is not ready in time
     */
    public static ChildServer start(String name, List<String> command, Path dir, String url)
            throws IOException, InterruptedException, CommandFailedException {
        Path log = dir.resolve(name + ".log");
        ChildServer server = new ChildServer(
                new ProcessBuilder(command)
                        .directory(dir.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                name,
                url);
        Runtime.getRuntime().addShutdownHook(server.end);
        boolean ready = false;
        try {
            server.awaitReady(name, log);
            ready = true;
        } finally {
            if (!ready) {
                server.close();
            }
        }
        return server;
    }

    /** Returns where it answers. */
    public String url() {
        return url;
    }

    private void awaitReady(String name, Path log) throws IOException, InterruptedException, CommandFailedException {
        for (long left = SECONDS * 1000 / POLL_MILLIS; left > 0; left--) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new CommandFailedException(name + " ended: " + lastLine(log));
            }
            if (isReady(url)) {
                return;
            }
        }
        throw new CommandFailedException(name + " is not ready after " + SECONDS + " s");
    }

    private static boolean isReady(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/-/ready").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(HTTP_TIMEOUT_MILLIS);
            connection.setReadTimeout(HTTP_TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it wrote nothing" : lines.get(lines.size() - 1);
    }

    /** Ends it and waits until it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // this process is ending, and there is no time to wait
        }
    }

    /** Returns a program on the PATH; nothing where there is none. */
    public static Optional<Path> findOnPath(String program) {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, program), Path.of(folder, program + ".exe")))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
