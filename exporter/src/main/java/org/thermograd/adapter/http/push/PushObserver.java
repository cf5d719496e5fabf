package org.thermograd.adapter.http.push;

import java.util.Optional;
import java.util.OptionalLong;

/** Hears of every answer on the routes of pushing. Thread-safe; must not throw. */
public interface PushObserver {
    /** Hears nothing. */
    PushObserver NONE = (code, rejection, bodyBytes) -> {};

    /**
     * Called once per request.
     *
     * @param code status of the answer
     * @param rejection why it was refused, absent if it was not
     * @param bodyBytes size of the body as it came over the network, absent where it was not read to its end
     */
    void answered(int code, Optional<PushRejection> rejection, OptionalLong bodyBytes);
}
