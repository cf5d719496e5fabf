package org.thermograd.app.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.thermograd.app.cli.FileReasons;

/** Opens a page with the program that the desktop has for it. */
public final class Opener {
    private static final long PATIENCE_SECONDS = 3;

    private final List<String> command;
    private final Predicate<String> isThere;

    /**
     * Prepares to open.
     *
     * @param system the name of the operating system, as Java gives it
     * @param isThere whether a program is on the path
     */
    public Opener(String system, Predicate<String> isThere) {
        this(system, isThere, program(system.toLowerCase(Locale.ROOT)));
    }

    /** Prepares to open with a given program. */
    Opener(String system, Predicate<String> isThere, String program) {
        this.command =
                system.startsWith("Windows") ? List.of(program, "url.dll,FileProtocolHandler") : List.of(program);
        this.isThere = isThere;
    }

    private static String program(String system) {
        if (system.startsWith("windows")) {
            return "rundll32";
        }
        return system.startsWith("mac") ? "open" : "xdg-open";
    }

    /**
     * Opens a page, and does not wait until it is closed.
     *
     * @return what came of it, in words, with the path where the reader has to open it
     */
    public String open(Path page) throws InterruptedException {
        Path file = page.toAbsolutePath().normalize();
        String program = command.get(0);
        if (!isThere.test(program)) {
            return "Not opened: " + program + " is not on the PATH. The report is " + file;
        }
        List<String> words = new ArrayList<>(command);
        words.add(file.toString());
        try {
            Process process = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
                return "Not opened: " + program + " ended with status " + process.exitValue() + ". The report is "
                        + file;
            }
            return "Opened " + file;
        } catch (IOException e) {
            return "Not opened: " + FileReasons.of(e) + ". The report is " + file;
        }
    }
}
