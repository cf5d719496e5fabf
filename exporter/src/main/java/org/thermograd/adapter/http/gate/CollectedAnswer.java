package org.thermograd.adapter.http.gate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An answer that is kept until it is whole, so that writing it never waits; {@link #send} passes it on. */
final class CollectedAnswer extends Response.Wrapper {
    private static final int USUAL_BYTES = 4096;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream(USUAL_BYTES);
    private boolean committed;
    private boolean last;

    CollectedAnswer(Request request, Response response) {
        super(request, response);
    }

    @Override
    public void write(boolean isLast, ByteBuffer bytes, Callback callback) {
        committed = true;
        last |= isLast;
        if (bytes != null && bytes.hasArray()) {
            content.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            bytes.position(bytes.limit());
        } else if (bytes != null) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            content.writeBytes(copy);
        }
        callback.succeeded();
    }

    @Override
    public boolean isCommitted() {
        return committed || super.isCommitted();
    }

    @Override
    public boolean hasLastWrite() {
        return last || super.hasLastWrite();
    }

    int size() {
        return content.size();
    }

    /** Writes the whole of it, without waiting. */
    void send(Callback callback) {
        getWrapped().write(true, ByteBuffer.wrap(content.toByteArray()), callback);
    }
}
