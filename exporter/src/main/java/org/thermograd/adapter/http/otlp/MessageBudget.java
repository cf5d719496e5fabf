package org.thermograd.adapter.http.otlp;

import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/**
 * How many messages a body may hold. An empty one takes two bytes on the wire and some eighty in memory: a body of nothing
 * else would take forty times its size. Confined to one thread.
 */
final class MessageBudget {
    private static final int FREE = 1_000;
    private static final int BYTES_EACH = 8;

    private final int most;
    private int taken;

    /** Makes the budget of a body of so many bytes. */
    MessageBudget(int bodyBytes) {
        this.most = FREE + bodyBytes / BYTES_EACH;
    }

    /** Takes one message from it. */
    void take() throws PushRefusedException {
        taken++;
        if (taken > most) {
            throw PushRefusedException.of(
                    PushRejection.FIELD,
                    "body must hold at most " + most + " messages, " + FREE + " and one for each " + BYTES_EACH
                            + " bytes, got more");
        }
    }
}
