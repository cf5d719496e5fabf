package org.thermograd.app.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The space bar of the terminal that a replay was started from, in front of which it runs. The terminal gives keys one by
 * one meanwhile, which closing this undoes.
 */
final class PauseKey implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(PauseKey.class);
    private static final long STTY_SECONDS = 5;

    private final String savedModes;

    private PauseKey(String savedModes) {
        this.savedModes = savedModes;
    }

    /**
     * Starts to listen.
     *
     * @param onSpace told of each space
     * @return nothing where there is no terminal, or this process runs in its background
     */
    static Optional<PauseKey> listen(Runnable onSpace) {
        Optional<String> saved = shell("[ -t 0 ] && case $(ps -o stat= -p "
                + ProcessHandle.current().pid() + ") in *+*) stty -g </dev/tty ;; *) exit 1 ;; esac");
        if (saved.isEmpty() || shell("stty -icanon -echo min 1 </dev/tty").isEmpty()) {
            return Optional.empty();
        }
        Thread reader = new Thread(() -> read(System.in, onSpace), "pause-key");
        reader.setDaemon(true);
        reader.start();
        return Optional.of(new PauseKey(saved.get()));
    }

    /** Reads keys to their end. */
    static void read(InputStream keys, Runnable onSpace) {
        try {
            for (int key = keys.read(); key >= 0; key = keys.read()) {
                if (key == ' ') {
                    onSpace.run();
                }
            }
        } catch (IOException e) {
            logger.debug("event=keys_unreadable", e);
        }
    }

    /** Returns what a command for the shell prints; nothing if it fails. */
    private static Optional<String> shell(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(STTY_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        shell("stty " + savedModes + " </dev/tty");
    }
}
