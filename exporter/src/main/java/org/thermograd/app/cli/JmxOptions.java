package org.thermograd.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.ListenAddress;
import picocli.CommandLine.Option;

/** Whether beans can be read from elsewhere, where and by whom. */
public final class JmxOptions {
    private static final String LISTEN = "--jmx-listen";
    private static final String PASSWORDS = "--jmx-password-file";
    private static final String WEB_CONFIG = "--jmx-web-config";

    @Option(
            names = LISTEN,
            paramLabel = "HOST:PORT",
            converter = OptionValues.Address.class,
            description = "Where JMX clients may read, with a password and over TLS, docs/jmx.md; HOST is what they"
                    + " connect to (default: only programs of this user on this host may)")
    private @Nullable ListenAddress listen;

    @Option(
            names = PASSWORDS,
            paramLabel = "FILE",
            description = "Lines of a user and a password for --jmx-listen, open to its owner only (default: none)")
    private @Nullable Path passwordFile;

    @Option(
            names = WEB_CONFIG,
            paramLabel = "FILE",
            description = "Web configuration file of Prometheus' exporters, whose tls_server_config is the TLS of"
                    + " --jmx-listen (default: that of --web-config)")
    private @Nullable Path webConfig;

    /** Returns whether one of the options is given. */
    public boolean isAny() {
        return listen != null || passwordFile != null || webConfig != null;
    }

    /**
     * Returns what is wrong with the options; empty if nothing is.
     *
     * @param usualWebConfig what stands in for the last one
     */
    public List<String> problems(Optional<Path> usualWebConfig) {
        List<String> missing = new ArrayList<>();
        if (listen == null) {
            missing.add(LISTEN);
        }
        if (passwordFile == null) {
            missing.add(PASSWORDS);
        }
        if (webConfig == null && usualWebConfig.isEmpty()) {
            missing.add(WEB_CONFIG);
        }
        return isAny() && !missing.isEmpty()
                ? List.of(LISTEN + ", " + PASSWORDS + " and " + WEB_CONFIG + " must come together; missing: "
                        + String.join(", ", missing))
                : List.of();
    }

    /**
     * Returns what the options state; they must be without {@link #problems}.
     *
     * @param usualWebConfig what stands in for the last one
     */
    public Optional<JmxRemote> remote(Optional<Path> usualWebConfig) {
        ListenAddress at = listen;
        Path passwords = passwordFile;
        Optional<Path> tls = Optional.ofNullable(webConfig).or(() -> usualWebConfig);
        return at == null || passwords == null ? Optional.empty() : tls.map(file -> new JmxRemote(at, passwords, file));
    }
}
