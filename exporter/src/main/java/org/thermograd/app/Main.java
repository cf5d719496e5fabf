package org.thermograd.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.thermograd.app.cli.Console;

/** Entry point of the {@code thermograd} command. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its status: 0 done, 1 failed, 2 wrong usage.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        Console console = new Console(out, err, Boolean.getBoolean("thermograd.terminal"));
        int status = new ThermogradCommandLine(console, InstantSource.system(), System.getenv()).run(args);
        if (out.checkError() && status == 0) {
            console.error("cannot write all of standard output");
            status = 1;
        }
        err.flush();
        System.exit(status);
    }

    /** Terminals and files get UTF-8, whatever the locale says. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
