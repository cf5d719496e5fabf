package org.thermograd.adapter.jmx.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.domain.training.RunId;

class SourceFilesTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("file");
    }

    private void write(String text, String permissions) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private void check(Optional<Path> credentials, Optional<Path> ca) throws IOException {
        try {
            new TrainingSource(
                            new RunId("luna"),
                            new SourceAddress.Remote("trainer", 9999, "jmxrmi"),
                            credentials,
                            ca,
                            new ObjectName("a:b=c"),
                            StepAttributes.DEFAULT)
                    .check();
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }

    private void credentialsFail(String reason) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> check(Optional.of(file), Optional.empty()))
                .withMessage("credentials-file " + file + reason);
    }

    @Test
    void readsUserAndPassword() throws IOException {
        write("# who\n\nmonitor  a b c \n", "rw-------");

        check(Optional.of(file), Optional.empty());
        assertThat(CredentialsFile.read(file)).containsExactly("monitor", "a b c");
    }

    @Test
    void credentialsAreOfOneUserAndNobodyElseMayRead() throws IOException {
        credentialsFail(" cannot be read: NoSuchFile");
        write("monitor secret\n", "rw-r-----");
        credentialsFail(
                " must be closed to group and others, as it belongs to the user of this process (chmod 600), got rw-r-----");
        write("monitor\n", "rw-------");
        credentialsFail(" must have one line of a user and a password, got 1 line without a password");
        write("monitor secret\ncontrol secret\n", "r--------");
        credentialsFail(" must have one line of a user and a password, got 2 lines");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.write(file, new byte[] {(byte) 0xff, ' ', 'a'});
        credentialsFail(" must be UTF-8");
    }

    private void caFails(String reason) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> check(Optional.empty(), Optional.of(file)))
                .withMessage("ca-file " + file + reason);
    }

    @Test
    void aCaFileHoldsCertificates() throws IOException {
        caFails(" cannot be read: NoSuchFile");
        write("", "rw-r--r--");
        caFails(" must hold certificates in PEM (BEGIN CERTIFICATE), got none");
        write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "rw-r--r--");
        caFails(" must hold certificates in PEM that can be read, got one that cannot");
    }
}
