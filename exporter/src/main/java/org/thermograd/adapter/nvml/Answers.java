package org.thermograd.adapter.nvml;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.thermograd.adapter.nvml.LostException.Scope;

/**
 * Asks the driver about one accelerator. What it refuses (not supported, deprecated, no permission, no such function) it is not
 * asked again for five minutes. Confined to one thread.
 */
final class Answers {
    static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    private final Map<String, Long> refusedUntilMillis = new HashMap<>();
    private long nowMillis;
    private boolean answered;

    /** Begins a read. */
    void begin(Instant now) {
        nowMillis = now.toEpochMilli();
        answered = false;
    }

    /** Returns whether anything was answered since the begin of the read, a refusal included. */
    boolean answered() {
        return answered;
    }

    /** Returns whether a call is not to be made now, since it was refused. */
    boolean refused(String call) {
        Long until = refusedUntilMillis.get(call);
        return until != null && nowMillis < until;
    }

    /**
     * Makes a call unless it was refused of late.
     *
     * @param call its name, which it is remembered by
     * @return whether it succeeded
     * @throws LostException if accelerator or driver no longer answer
     */
    boolean ask(String call, IntSupplier function) throws LostException {
        return !refused(call) && accept(call, code(function));
    }

    private static int code(IntSupplier function) {
        try {
            return function.getAsInt();
        } catch (UnsatisfiedLinkError e) {
            return ReturnCode.FUNCTION_NOT_FOUND;
        }
    }

    /**
     * Takes what a call returned.
     *
     * @return whether it succeeded
     * @throws LostException if accelerator or driver no longer answer
     */
    boolean accept(String call, int code) throws LostException {
        if (ReturnCode.isGpuLost(code)) {
            throw new LostException(Scope.GPU, call, code);
        }
        if (ReturnCode.isDriverLost(code)) {
            throw new LostException(Scope.DRIVER, call, code);
        }
        if (ReturnCode.isRefusal(code)) {
            refusedUntilMillis.put(call, nowMillis + REFUSED_FOR.toMillis());
            answered = true;
            return false;
        }
        answered |= code == ReturnCode.SUCCESS;
        return code == ReturnCode.SUCCESS;
    }
}
