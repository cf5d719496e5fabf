package org.thermograd.adapter.nvml;

/** An accelerator, or the driver with all of them, no longer answers. */
final class LostException extends Exception {
    private static final long serialVersionUID = 1;

    /** What no longer answers. */
    enum Scope {
        GPU,
        DRIVER
    }

    private final Scope scope;

    /**
     * Makes the loss.
     *
     * @param scope what is lost
     * @param call what was asked
     * @param code what it returned
     */
    LostException(Scope scope, String call, int code) {
        super("nvml" + call + " returned " + code);
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }
}
