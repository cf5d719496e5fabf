package org.thermograd.adapter.nvml;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/** The errors that the driver reports as events (Xid), of one session. Where it does not support that, there are none. */
final class XidEvents {
    /** {@code nvmlEventTypeXidCriticalError}. */
    private static final long XID = 0x8;

    private static final int TYPE = 8;
    private static final int DATA = 16;
    /** How many are taken in one read; the others wait. */
    private static final int MOST = 64;

    private final Nvml nvml;
    private final Memory out;
    private final Optional<Pointer> set;
    private boolean watches;

    XidEvents(Nvml nvml, Memory out) {
        this.nvml = nvml;
        this.out = out;
        this.set = call(() -> nvml.eventSetCreate(out)) == ReturnCode.SUCCESS
                ? Optional.of(out.getPointer(0))
                : Optional.empty();
    }

    private static int call(IntSupplier function) {
        try {
            return function.getAsInt();
        } catch (UnsatisfiedLinkError e) {
            return ReturnCode.FUNCTION_NOT_FOUND;
        }
    }

    /** Watches an accelerator from now on. */
    void watch(Pointer handle) {
        set.ifPresent(
                events -> watches |= call(() -> nvml.deviceRegisterEvents(handle, XID, events)) == ReturnCode.SUCCESS);
    }

    /** Tells of each error since the last call: the handle, and the number of the error. Does not wait. */
    void poll(BiConsumer<Pointer, Long> each) {
        if (!watches || set.isEmpty()) {
            return;
        }
        for (int i = 0; i < MOST && call(() -> nvml.eventSetWaitV2(set.get(), out, 0)) == ReturnCode.SUCCESS; i++) {
            Pointer handle = out.getPointer(0);
            if (handle != null && out.getLong(TYPE) == XID) {
                each.accept(handle, out.getLong(DATA));
            }
        }
    }

    void close() {
        set.ifPresent(events -> call(() -> nvml.eventSetFree(events)));
    }
}
