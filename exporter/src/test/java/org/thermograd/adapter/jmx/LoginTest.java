package org.thermograd.adapter.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file of passwords may be, and what a login may bring. */
class LoginTest {
    @TempDir
    private Path dir;

    private Path file(String text, String permissions) throws IOException {
        Path file = Files.writeString(dir.resolve("passwords"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
    void takesAFileThatIsOpenToItsOwnerOnly(String permissions) throws IOException {
        new PasswordFile(file("# none\n\n a.reader@host\t open-sesame\n", permissions)).check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
    void refusesAFileThatIsOpenToOthers(String permissions) throws IOException {
        PasswordFile passwords = new PasswordFile(file("reader open-sesame\n", permissions));

        assertThatThrownBy(passwords::check)
                .hasMessage(
                        "must be closed to group and others, as it belongs to the user of this process (chmod 600), got "
                                + permissions);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must have a line of a user and a password, got none",
                "'# reader open-sesame'|must have a line of a user and a password, got none",
                "reader|line 1 must be a user, letters, digits and . _ @ - only, and a password, which is not hashed",
                "reader c2FsdA== aGFzaA== SHA3-512|line 1 must be a user, letters, digits and . _ @ - only, and a password, which is not hashed",
                "'re:ader open-sesame'|line 1 must be a user, letters, digits and . _ @ - only, and a password, which is not hashed",
                "reader sesame7|line 1: password must have at least 8 characters"
            })
    void refusesALineByItsRuleWithoutThePassword(String line, String message) throws IOException {
        PasswordFile passwords = new PasswordFile(file(line + "\n", "rw-------"));

        assertThatThrownBy(passwords::check).hasMessage(message);
        assertThat(passwords.matches("reader", "sesame7")).isFalse();
    }

    @Test
    void refusesAUserTwiceAndAFileThatIsNotThere() throws IOException {
        PasswordFile twice = new PasswordFile(file("a open-sesame\na open-sesame\n", "rw-------"));
        PasswordFile missing = new PasswordFile(dir.resolve("none"));

        assertThatThrownBy(twice::check).hasMessage("line 2: user must stand once, got a");
        assertThatThrownBy(missing::check).isInstanceOf(NoSuchFileException.class);
        assertThat(missing.matches("a", "open-sesame")).isFalse();
    }

    @Test
    void letsInWhoHasAPasswordAndTellsOfOthersNowAndThen() throws IOException {
        long[] nanos = {0};
        Login login = new Login(new PasswordFile(file("a open-sesame\n", "rw-------")), () -> nanos[0]);

        assertThat(login.authenticate(new String[] {"a", "open-sesame"}).getPrincipals())
                .singleElement()
                .hasToString("JMXPrincipal:  a");
        for (Object wrong : new Object[] {
            "a open-sesame", new String[] {"a"}, new String[] {null, "open-sesame"}, new String[] {"a", null}
        }) {
            assertThatThrownBy(() -> login.authenticate(wrong))
                    .isInstanceOf(SecurityException.class)
                    .hasMessage("credentials must be a user and a password");
        }
        assertThatThrownBy(() -> login.authenticate(null)).isInstanceOf(SecurityException.class);
        nanos[0] = Login.BETWEEN_LINES.toNanos();
        assertThatThrownBy(() -> login.authenticate(new String[] {"a", "open-sesame "}))
                .isInstanceOf(SecurityException.class)
                .hasMessage("user and password must be those of a line of --jmx-password-file");
    }
}
