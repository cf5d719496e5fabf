package org.thermograd.adapter.http.gate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers of those that do not reach the routes, as JSON. */
final class Refusals {
    private static final int TOO_MANY = 503;

    private Refusals() {}

    static void tooManyRequests(Request request, Response response, Callback callback, GateRefusal.Observer observer) {
        observer.refused(GateRefusal.TOO_MANY_REQUESTS, request.getHttpURI().getPath());
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        write(response, TOO_MANY, "requests under way must be fewer (--web.max-requests); try again later", callback);
    }

    static void write(Response response, int status, String message, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(JsonText.error(message).getBytes(StandardCharsets.UTF_8)), callback);
    }
}
