package org.thermograd.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.cli.CommandFailedException;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its servers are shell scripts")
class ChildServerTest {
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    private Path dir;

    private ChildServer start(String script, String url)
            throws IOException, InterruptedException, CommandFailedException {
        return ChildServer.start("peer", List.of("/bin/sh", "-c", script), dir, url);
    }

    @Test
    void saysWhyAServerEnded() {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> start("echo first; echo the port is in use >&2; exit 3", NOWHERE))
                .withMessage("peer ended: the port is in use");
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> start("exit 3", NOWHERE))
                .withMessage("peer ended: it wrote nothing");
    }

    @Test
    void endsItsServerWithItself() throws Exception {
        HttpServer ready = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        ready.createContext("/-/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        ready.start();
        try {
            String url = "http://127.0.0.1:" + ready.getAddress().getPort();
            ChildServer server = start("echo $$ > pid; exec sleep 600", url);
            assertThat(server.url()).isEqualTo(url);
            long pid = Long.parseLong(Files.readString(dir.resolve("pid")).strip());
            assertThat(ProcessHandle.of(pid)).isPresent();

            server.close();

            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        } finally {
            ready.stop(0);
        }
    }

    @Test
    void findsAProgramOrNothing() {
        assertThat(ChildServer.findOnPath("sh")).isPresent();
        assertThat(ChildServer.findOnPath("no-such-program")).isEmpty();
    }
}
