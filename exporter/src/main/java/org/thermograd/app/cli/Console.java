package org.thermograd.app.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to standard output, everything about the work to standard error. Confined to one
 * thread.
 */
public final class Console {
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private boolean phaseShown;

    /**
     * Makes a console.
     *
     * @param out standard output
     * @param err standard error
     * @param terminal whether standard error is a terminal, on which a phase is overwritten by the next
     */
    public Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Returns a console of which nobody sees anything. */
    public static Console silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nowhere, nowhere, false);
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** Says what is being done: a line of its own in a log, a passing one on a terminal. */
    public void phase(String what) {
        if (terminal) {
            err.print(CLEAR_LINE + what + " ...");
            err.flush();
            phaseShown = true;
        } else {
            err.println("thermograd: " + what);
        }
    }

    /** Says how far the phase is, on a terminal only. */
    public void progress(String what) {
        if (terminal) {
            phase(what);
        }
    }

    /** Ends the last phase; on a terminal it leaves nothing behind. */
    public void endPhase() {
        if (phaseShown) {
            err.print(CLEAR_LINE);
            err.flush();
            phaseShown = false;
        }
    }

    /** Tells what stays to be read, whatever is done next. */
    public void note(String message) {
        error(message);
    }

    /** Reports why the command failed. */
    public void error(String message) {
        endPhase();
        err.println("thermograd: " + message);
    }
}
