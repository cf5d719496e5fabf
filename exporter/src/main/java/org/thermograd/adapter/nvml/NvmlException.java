package org.thermograd.adapter.nvml;

/** NVML is there and cannot be used. */
final class NvmlException extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    NvmlException(int code, String message) {
        super(message);
        this.code = code;
    }

    NvmlException(String message, Throwable cause) {
        super(message, cause);
        this.code = ReturnCode.LIBRARY_NOT_FOUND;
    }

    /** Returns the {@link ReturnCode}. */
    int code() {
        return code;
    }
}
