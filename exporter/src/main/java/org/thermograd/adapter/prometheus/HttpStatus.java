package org.thermograd.adapter.prometheus;

/** The statuses of HTTP that need a treatment of their own. */
final class HttpStatus {
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONTENT_TOO_LARGE = 413;
    static final int TOO_MANY_REQUESTS = 429;
    static final int BAD_GATEWAY = 502;
    static final int UNAVAILABLE = 503;
    static final int GATEWAY_TIMEOUT = 504;

    private HttpStatus() {}

    static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    static boolean isRedirect(int status) {
        return status / 100 == 3;
    }

    static boolean isServerError(int status) {
        return status / 100 == 5;
    }
}
