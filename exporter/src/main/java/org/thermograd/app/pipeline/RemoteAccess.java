package org.thermograd.app.pipeline;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.http.web.WebConfigException;
import org.thermograd.adapter.http.web.WebTls;
import org.thermograd.adapter.jmx.PasswordFile;
import org.thermograd.adapter.jmx.RemoteBeans;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.JmxRemote;

/** The beans of this process for programs elsewhere; nothing of that is loaded where nobody asked for it. */
public final class RemoteAccess implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(RemoteAccess.class);

    private final Optional<RemoteBeans> beans;

    private RemoteAccess(Optional<RemoteBeans> beans) {
        this.beans = beans;
    }

    /**
     * Listens, if that is wanted.
     *
     * @throws CommandFailedException if a file breaks a rule, or if it cannot listen
     */
    public static RemoteAccess open(Optional<JmxRemote> wanted) throws CommandFailedException {
        return new RemoteAccess(wanted.isPresent() ? Optional.of(listen(wanted.get())) : Optional.empty());
    }

    private static RemoteBeans listen(JmxRemote wanted) throws CommandFailedException {
        WebTls tls;
        try {
            tls = new WebTls(wanted.webConfig());
        } catch (WebConfigException e) {
            throw new CommandFailedException(
                    "cannot use --jmx-web-config " + wanted.webConfig() + ": " + e.getMessage(), e);
        }
        if (!tls.otherSections().isEmpty()) {
            logger.warn(
                    "event=web_config_partly_used option=--jmx-web-config used=tls_server_config unused={}",
                    tls.otherSections());
        }
        PasswordFile passwords = new PasswordFile(wanted.passwordFile());
        try {
            passwords.check();
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
            throw new CommandFailedException(
                    "cannot use --jmx-password-file " + wanted.passwordFile() + ": " + reason, e);
        }
        try {
            return RemoteBeans.open(
                    wanted.listen().host(),
                    wanted.listen().port(),
                    accepted -> tls.current().wrap(accepted),
                    passwords,
                    System::nanoTime);
        } catch (IOException e) {
            throw new CommandFailedException("--jmx-listen " + e.getMessage(), e);
        }
    }

    /** Says in the log where clients connect. */
    public void announce() {
        beans.ifPresent(open -> logger.info("event=jmx_started url={}", open.url()));
    }

    /** Stops listening. */
    @Override
    public void close() {
        beans.ifPresent(RemoteBeans::close);
    }
}
