package org.thermograd.adapter.http.gate;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body has arrived, or will not: reading it never waits. Has the method of the wire and no other. */
final class CollectedRequest extends Request.Wrapper {
    /** By it a page could make a GET, which browsers allow, count as a DELETE. */
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

    private final HttpFields headers;
    private Content.Chunk next;

    CollectedRequest(Request request, ByteBuffer body, Optional<BodyException> failure) {
        super(request);
        this.next = failure.map(Content.Chunk::from).orElseGet(() -> Content.Chunk.from(body, true));
        HttpFields given = request.getHeaders();
        boolean misleading = given.contains(METHOD_OVERRIDE) || given.contains(HttpHeader.CONTENT_TYPE);
        this.headers = misleading ? withoutMisleading(given, body.hasRemaining() || failure.isPresent()) : given;
    }

    /** Javalin reads a query in the charset of the body, and fails where that is unknown; without a body it needs none. */
    private static HttpFields withoutMisleading(HttpFields given, boolean hasBody) {
        HttpFields.Mutable copy = HttpFields.build(given).remove(METHOD_OVERRIDE);
        return (hasBody ? copy : copy.remove(HttpHeader.CONTENT_TYPE)).asImmutable();
    }

    /** Tells whether a request says that a body follows. */
    static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    @Override
    public HttpFields getHeaders() {
        return headers;
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk chunk = next;
        next = Content.Chunk.next(chunk);
        return chunk;
    }

    @Override
    public void demand(Runnable demandCallback) {
        getContext().run(demandCallback, this);
    }
}
