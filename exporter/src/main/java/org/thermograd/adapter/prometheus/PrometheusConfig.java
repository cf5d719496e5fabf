package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.Require;

/**
 * Where the server is, how to be let in, and how much to ask for at once. {@code toString} masks secrets.
 *
 * @param baseUrl {@code http} or {@code https}, with the path before {@code /api/v1} if there is one; without a slash
 *     at its end, user, query or fragment
 * @param headers go with every request; none named {@code Authorization} beside credentials
 * @param credentials how the client shows who it is, if it must
 * @param caFile certificates in PEM that are trusted instead of those of the JDK; only for {@code https}
 * @param connectTimeout for a connection; positive
 * @param requestTimeout for one answer, from the connection to its last byte; positive. A read that needs longer goes
 *     on with smaller chunks
 * @param deadline for a whole read with its repetitions and waits; positive
 * @param chunk how much time one request asks for at first; whole seconds, at least {@code minimumChunk}
 * @param minimumChunk the read fails rather than to ask for less; whole seconds, positive
 * @param maxAnswerBytes a longer answer, after decompression, counts as too large; positive. What the client holds
 *     besides the result is at most about this
 * @param maxAttempts how often a request is made in all when it fails for a reason that may pass; positive
 */
public record PrometheusConfig(
        URI baseUrl,
        List<Header> headers,
        Optional<Credentials> credentials,
        Optional<Path> caFile,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration deadline,
        Duration chunk,
        Duration minimumChunk,
        long maxAnswerBytes,
        int maxAttempts) {
    private static final String AUTHORIZATION = "Authorization";

    public PrometheusConfig {
        requireNonNull(baseUrl, "baseUrl");
        headers = List.copyOf(headers);
        requireNonNull(credentials, "credentials");
        requireNonNull(caFile, "caFile");
        requireBase(baseUrl);
        Require.positive("connectTimeout", connectTimeout);
        Require.positive("requestTimeout", requestTimeout);
        Require.positive("deadline", deadline);
        requireWholeSeconds("minimumChunk", minimumChunk);
        requireWholeSeconds("chunk", chunk);
        if (chunk.compareTo(minimumChunk) < 0) {
            throw new IllegalArgumentException(
                    "chunk must be at least minimumChunk " + minimumChunk + ", got " + chunk);
        }
        if (maxAnswerBytes < 1) {
            throw new IllegalArgumentException("maxAnswerBytes must be positive, got " + maxAnswerBytes);
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be positive, got " + maxAttempts);
        }
        if (credentials.isPresent()
                && headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(AUTHORIZATION))) {
            throw new IllegalArgumentException("headers must be without Authorization beside credentials, got both");
        }
        if (caFile.isPresent() && !baseUrl.getScheme().equals("https")) {
            throw new IllegalArgumentException("caFile must come with an https URL, got " + baseUrl);
        }
    }

    /**
     * Returns a builder with default values: no credentials, 10 s for a connection, 60 s for an answer of at most 128
     * MiB, 15 minutes for a read, chunks of 2 hours down to 10 seconds, 5 attempts.
     *
     * @param url the address of the server, such as {@code http://host:9090} or {@code https://host/prom/}; a user and
     *     a password in it become basic auth
     * @throws IllegalArgumentException if it is not such an address
     */
    public static Builder of(String url) {
        return new Builder(url);
    }

    private static void requireBase(URI url) {
        String scheme = url.getScheme();
        if ((!"http".equals(scheme) && !"https".equals(scheme)) || url.getHost() == null) {
            throw badUrl("must be http:// or https:// and a host", url);
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw badUrl("must be without user, query and fragment", withoutUser(url));
        }
        String path = url.getRawPath();
        if (path.endsWith("/")) {
            throw badUrl("must be without a slash at its end", url);
        }
        if (("/" + path + "/").contains("/api/v1/")) {
            throw badUrl("must be the address before /api/v1", url);
        }
    }

    private static IllegalArgumentException badUrl(String rule, Object url) {
        return new IllegalArgumentException("Prometheus URL " + rule + ", got " + url);
    }

    /** Returns the URL for a message: whatever stands before an {@code @} may be a password. */
    private static String withoutUser(URI url) {
        return masked(url.toString());
    }

    private static String masked(String url) {
        return Redaction.plain(url.replaceFirst("(//)?[^/?#]*@", "$1***@"));
    }

    private static void requireWholeSeconds(String name, Duration value) {
        if (value.getSeconds() < 1 || value.getNano() != 0) {
            throw new IllegalArgumentException(name + " must be whole seconds and positive, got " + value);
        }
    }

    /** Collects options. Confined to one thread. */
    public static final class Builder {
        private final URI baseUrl;
        private final List<Header> headers = new ArrayList<>();
        private Optional<Credentials> credentials = Optional.empty();
        private Optional<Path> caFile = Optional.empty();
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = Duration.ofSeconds(60);
        private Duration deadline = Duration.ofMinutes(15);
        private Duration chunk = Duration.ofHours(2);
        private Duration minimumChunk = Duration.ofSeconds(10);
        private long maxAnswerBytes = 128L << 20;
        private int maxAttempts = 5;

        private Builder(String url) {
            URI given = parse(url.strip());
            String userInfo = given.getUserInfo();
            if (userInfo != null) {
                int colon = userInfo.indexOf(':');
                credentials = Optional.of(
                        colon < 0
                                ? new Credentials.BasicAuth(userInfo, "")
                                : new Credentials.BasicAuth(
                                        userInfo.substring(0, colon), userInfo.substring(colon + 1)));
            }
            baseUrl = withoutUserAndSlash(given);
        }

        private static URI parse(String url) {
            try {
                return new URI(url);
            } catch (URISyntaxException e) {
                // Without the cause: its message holds the whole text, and that may hold a password.
                throw badUrl("must be an address such as http://host:9090", masked(url));
            }
        }

        private static URI withoutUserAndSlash(URI given) {
            if (given.getHost() == null) {
                return URI.create(masked(given.toString()));
            }
            String authority = given.getRawAuthority();
            String text = given.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1)
                    + given.getRawPath().replaceFirst("/+$", "")
                    + (given.getRawQuery() == null ? "" : "?" + given.getRawQuery())
                    + (given.getRawFragment() == null ? "" : "#" + given.getRawFragment());
            return URI.create(text);
        }

        /** Adds a header to every request. */
        @CanIgnoreReturnValue
        public Builder header(Header header) {
            headers.add(header);
            return this;
        }

        /** Sets how the client shows who it is, instead of what the URL says. */
        @CanIgnoreReturnValue
        public Builder credentials(Credentials value) {
            credentials = Optional.of(value);
            return this;
        }

        /** Sets the certificates that are trusted. */
        @CanIgnoreReturnValue
        public Builder caFile(Path value) {
            caFile = Optional.of(value);
            return this;
        }

        /** Sets the time for a connection. */
        @CanIgnoreReturnValue
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /** Sets the time for one answer. */
        @CanIgnoreReturnValue
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /** Sets the time for a whole read. */
        @CanIgnoreReturnValue
        public Builder deadline(Duration value) {
            deadline = value;
            return this;
        }

        /** Sets how much time one request asks for at first; lowers the minimum to it where that is more. */
        @CanIgnoreReturnValue
        public Builder chunk(Duration value) {
            chunk = value;
            minimumChunk = value.compareTo(minimumChunk) < 0 ? value : minimumChunk;
            return this;
        }

        /** Sets the least time that one request asks for. */
        @CanIgnoreReturnValue
        public Builder minimumChunk(Duration value) {
            minimumChunk = value;
            return this;
        }

        /** Sets the length from which on an answer is too large. */
        @CanIgnoreReturnValue
        public Builder maxAnswerBytes(long value) {
            maxAnswerBytes = value;
            return this;
        }

        /** Sets how often a request is made in all. */
        @CanIgnoreReturnValue
        public Builder maxAttempts(int value) {
            maxAttempts = value;
            return this;
        }

        /**
         * Returns the configuration.
         *
         * @throws IllegalArgumentException if a value breaks a rule of {@link PrometheusConfig}
         */
        public PrometheusConfig build() {
            return new PrometheusConfig(
                    baseUrl,
                    headers,
                    credentials,
                    caFile,
                    connectTimeout,
                    requestTimeout,
                    deadline,
                    chunk,
                    minimumChunk,
                    maxAnswerBytes,
                    maxAttempts);
        }
    }
}
