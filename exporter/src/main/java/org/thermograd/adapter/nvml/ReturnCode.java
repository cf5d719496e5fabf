package org.thermograd.adapter.nvml;

/** What a function of NVML returns, {@code nvmlReturn_t}. */
final class ReturnCode {
    static final int SUCCESS = 0;
    static final int UNINITIALIZED = 1;
    static final int INVALID_ARGUMENT = 2;
    static final int NOT_SUPPORTED = 3;
    static final int NO_PERMISSION = 4;
    static final int NOT_FOUND = 6;
    static final int DRIVER_NOT_LOADED = 9;
    static final int LIBRARY_NOT_FOUND = 12;
    static final int FUNCTION_NOT_FOUND = 13;
    static final int GPU_IS_LOST = 15;
    static final int RESET_REQUIRED = 16;
    static final int LIBRARY_MISMATCH = 18;
    static final int VERSION_MISMATCH = 25;
    static final int DEPRECATED = 26;
    static final int UNKNOWN = 999;

    private ReturnCode() {}

    /** Tells whether the answer will most likely be the same the next time. */
    static boolean isRefusal(int code) {
        return switch (code) {
            case INVALID_ARGUMENT,
                    NOT_SUPPORTED,
                    NO_PERMISSION,
                    NOT_FOUND,
                    FUNCTION_NOT_FOUND,
                    VERSION_MISMATCH,
                    DEPRECATED -> true;
            default -> false;
        };
    }

    /** Tells whether the accelerator no longer answers: it has fallen off the bus, or must be reset. */
    static boolean isGpuLost(int code) {
        return code == GPU_IS_LOST || code == RESET_REQUIRED;
    }

    /** Tells whether the whole driver no longer answers, or is another one than before. */
    static boolean isDriverLost(int code) {
        return code == UNINITIALIZED || code == DRIVER_NOT_LOADED || code == LIBRARY_MISMATCH;
    }

    /** Tells whether there is no driver to ask. */
    static boolean isNoDriver(int code) {
        return code == DRIVER_NOT_LOADED || code == LIBRARY_NOT_FOUND;
    }
}
