package org.thermograd.app.cli;

import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.simple.SimpleServiceProvider;
import org.thermograd.adapter.http.gate.JsonText;

/** Has each line of the log be keys and values, and nothing else. */
public final class LogfmtProvider extends SimpleServiceProvider {
    private static final String EVENT = "event=";

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new LineLogger(super.getLoggerFactory().getLogger(name), LogfmtProvider::line);
    }

    private static String line(String time, String level, String logger, String message, Optional<String> stack) {
        return "ts=" + time + " level=" + level + " logger=" + logger + " "
                + (message.startsWith(EVENT) ? message : "msg=" + JsonText.whole(message))
                + stack.map(text -> " stack=" + JsonText.whole(text)).orElse("");
    }
}
