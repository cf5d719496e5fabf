package org.thermograd.app.cli;

import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.simple.SimpleServiceProvider;
import org.thermograd.adapter.http.gate.JsonText;

/** Has each line of the log be an object of JSON. */
public final class JsonLogProvider extends SimpleServiceProvider {
    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new LineLogger(super.getLoggerFactory().getLogger(name), JsonLogProvider::line);
    }

    private static String line(String time, String level, String logger, String message, Optional<String> stack) {
        return "{\"ts\":\"" + time + "\",\"level\":\"" + level + "\",\"logger\":" + JsonText.whole(logger) + ",\"msg\":"
                + JsonText.whole(message)
                + stack.map(text -> ",\"stack\":" + JsonText.whole(text)).orElse("") + "}";
    }
}
