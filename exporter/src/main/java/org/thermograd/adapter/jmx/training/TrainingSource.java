package org.thermograd.adapter.jmx.training;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.management.ObjectName;
import org.thermograd.domain.training.RunId;

/**
 * A training of another JVM.
 *
 * @param run what its steps are steps of
 * @param address where its MBeans are
 * @param credentialsFile a line of user and password; empty for none
 * @param caFile certificates in PEM; if given, calls go over TLS to a JVM that these vouch for, or not at all
 * @param object the MBean, or a pattern that one MBean matches
 * @param attributes which attributes are a step
 */
public record TrainingSource(
        RunId run,
        SourceAddress address,
        Optional<Path> credentialsFile,
        Optional<Path> caFile,
        ObjectName object,
        StepAttributes attributes) {
    /** Checks that nothing is null. */
    public TrainingSource {
        requireNonNull(run, "run");
        requireNonNull(address, "address");
        requireNonNull(credentialsFile, "credentialsFile");
        requireNonNull(caFile, "caFile");
        requireNonNull(object, "object");
        requireNonNull(attributes, "attributes");
    }

    /**
     * Reads the files that are named, for a message at the start rather than at the first connection.
     *
     * @throws IOException if one cannot be used; the message names it and holds no secret
     */
    public void check() throws IOException {
        if (credentialsFile.isPresent()) {
            CredentialsFile.read(credentialsFile.get());
        }
        if (caFile.isPresent()) {
            TrustedCertificates.tls(caFile.get());
        }
    }
}
