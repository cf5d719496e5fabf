package org.thermograd.adapter.http.push;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.http.gate.LimitedLog;

/** What the log says of pushes that were not taken, however many there are. Thread-safe. */
public final class PushLog {
    private static final Logger logger = LoggerFactory.getLogger(PushLog.class);

    private final LimitedLog shares = new LimitedLog(logger, "push_share_used_up", System::nanoTime);
    private final LimitedLog failures = new LimitedLog(logger, "push_failed", System::nanoTime);

    /** Writes that a request was refused: for whoever looks after the exporter where a token has used up its share. */
    public void refused(PushRefusedException refusal, String path) {
        if (refusal.reason().isOfToken()) {
            shares.write(() -> logger.warn(
                    "event=push_share_used_up reason={} by={}",
                    refusal.reason().id(),
                    refusal.subject().map(PushRefusedException.Subject::value).orElseThrow()));
        }
        logger.debug("event=push_refused reason={} path={}", refusal.reason().id(), path);
    }

    /** Writes that a request failed here. */
    public void failed(RuntimeException failure, String path) {
        failures.write(() -> logger.error("event=push_failed path={}", path, failure));
    }
}
