package org.thermograd.adapter.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("secret"), "open sesame\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|rw-------|",
                "true|r--------|",
                "true|rw-r--r--|must be closed to group and others, as it belongs to the user of this process (chmod 600), got rw-r--r--",
                "true|rw--w----|must be closed to group and others, as it belongs to the user of this process (chmod 600), got rw--w----",
                "false|rw-r--r--|",
                "false|r--r-----|",
                "false|rw-rw-r--|must not be writable for group or others (chmod go-w), got rw-rw-r--",
                "false|rw----rw-|must not be writable for group or others (chmod go-w), got rw----rw-"
            })
    void looksAtPermissionsAsSshDoes(boolean own, String permissions, @Nullable String rule) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        Optional<String> user = own ? Optional.of(Files.getOwner(file).getName()) : Optional.empty();

        if (rule == null) {
            assertThatCode(() -> SecretFile.check(file, user)).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SecretFile.check(file, user))
                    .withMessage(rule);
        }
    }

    @Test
    void readsAFileThatNobodyElseMay() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThat(SecretFile.read(file)).isEqualTo("open sesame\n");
    }

    @Test
    void leavesFilesToOthersWhereTheFileSystemKnowsNoPermissions() throws IOException {
        URI archive = URI.create("jar:" + folder.resolve("secrets.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            assertThat(SecretFile.read(Files.writeString(zip.getPath("secret"), "open sesame\n")))
                    .isEqualTo("open sesame\n");
        }
    }
}
