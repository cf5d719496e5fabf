package org.thermograd.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger whose lines have a form of their own; what it logs is what another one would. */
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient Logger levels;
    private final transient Form form;

    /** One entry of the log, and how it is written. */
    interface Form {
        /**
         * Returns a line without its end.
         *
         * @param time when, such as {@code 2026-11-30T10:00:00.000Z}
         * @param level such as {@code info}
         * @param logger the class that tells
         * @param message what it tells
         * @param stack the trace of a failure
         */
        String line(String time, String level, String logger, String message, Optional<String> stack);
    }

    LineLogger(Logger levels, Form form) {
        this.name = levels.getName();
        this.levels = levels;
        this.form = form;
    }

    @Override
    public boolean isTraceEnabled() {
        return levels.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return levels.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return levels.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return levels.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return levels.isErrorEnabled();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        System.err.println(form.line(
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                level.name().toLowerCase(Locale.ROOT),
                name.substring(name.lastIndexOf('.') + 1),
                String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments)),
                Optional.ofNullable(failure).map(LineLogger::stack)));
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
