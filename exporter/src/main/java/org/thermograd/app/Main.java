package org.thermograd.app;

/** Entry point of the {@code thermograd} command. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its status.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.out.println("thermograd");
    }
}
