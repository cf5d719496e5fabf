package org.thermograd.adapter.http.web;

/** A web configuration file, or a file that it names, cannot be used. The message holds no secret of it. */
public final class WebConfigException extends Exception {
    private static final long serialVersionUID = 1;

    WebConfigException(String message) {
        super(message);
    }

    WebConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
