package org.thermograd.adapter.http.web;

/** A web configuration file, or a file that it names, cannot be used. The message holds no secret of it. */
public final class WebConfigException extends Exception {
    private static final long serialVersionUID = 1;

    WebConfigException(String message) {
        super(plain(message));
    }

    WebConfigException(String message, Throwable cause) {
        super(plain(message), cause);
    }

    /** Returns a message without the control characters that a key of the file may have. */
    private static String plain(String message) {
        return message.replaceAll("\\p{Cntrl}", "?");
    }
}
