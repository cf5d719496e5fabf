package org.thermograd.adapter.jmx.training;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why steps of another JVM cannot be read, in a line for the log. Much of it comes from there, so it is kept short and plain. */
final class SourceException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int MOST_CHARS = 300;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    SourceException(String reason) {
        this(reason, null);
    }

    SourceException(String reason, @Nullable Throwable cause) {
        super(plain(reason), cause);
    }

    /** Returns a text of somewhere else as a part of a line. */
    static String plain(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ").replace('"', '\'').strip();
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "...";
    }

    /** Returns a failure of the connection by what lies at its bottom: RMI wraps it several times. */
    static SourceException of(Throwable failure) {
        if (failure instanceof SourceException known) {
            return known;
        }
        Throwable root = root(failure);
        if (root instanceof SourceException known) {
            return known;
        }
        String what = root instanceof SecurityException
                ? "access denied"
                : root.getClass().getSimpleName();
        return new SourceException(root.getMessage() == null ? what : what + ": " + root.getMessage(), failure);
    }

    /** Returns what lies at the bottom; a refusal says more than what lies below it. */
    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof SecurityException) && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Returns the reason alone: that is what a log should say. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // A log that prints a cause has no use for the name of this class.
    public String toString() {
        return String.valueOf(getMessage());
    }
}
