package org.thermograd.adapter.http.gate;

import java.io.IOException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty's own refusals, of requests that it cannot read and of what went wrong here, as JSON; the former are counted. */
final class JsonErrors extends ErrorHandler {
    private static final int INTERNAL = 500;

    private static final Logger logger = LoggerFactory.getLogger(JsonErrors.class);

    private final LimitedLog failures = new LimitedLog(logger, "request_failed", System::nanoTime);
    private final GateRefusal.Observer observer;
    private final SafetyHeaders headers;

    JsonErrors(GateRefusal.Observer observer, SafetyHeaders headers) {
        this.observer = observer;
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.addTo(response);
        int status = response.getStatus();
        String message = HttpStatus.getMessage(status);
        if (request.getAttribute(ERROR_EXCEPTION) instanceof HttpException refusal) {
            status = refusal.getCode();
            message = refusal.getReason() == null ? HttpStatus.getMessage(status) : refusal.getReason();
        }
        if (status < INTERNAL || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505) {
            observer.refused(GateRefusal.BAD_REQUEST, request.getHttpURI().getPath());
            Refusals.write(response, status, "request cannot be read: " + message, callback);
        } else {
            Object cause = request.getAttribute(ERROR_EXCEPTION);
            if (!(cause instanceof IOException)) {
                // Else its client is gone.
                failures.write(() -> logger.error("event=request_failed cause=\"{}\"", String.valueOf(cause)));
            }
            Refusals.write(response, status, "internal error", callback);
        }
        return true;
    }
}
