package org.thermograd.adapter.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PasswordCheckTest {
    private final PasswordCheck check = new PasswordCheck();

    @TempDir
    private Path dir;

    private PasswordUsers users(BCrypt.Version version, int cost, String password) throws Exception {
        String hash = BCrypt.with(version).hashToString(cost, password.toCharArray());
        return users(hash);
    }

    private PasswordUsers users(String hash) throws Exception {
        Path file = Files.writeString(dir.resolve("web.yml"), "basic_auth_users:\n  alice: " + hash + "\n");
        return WebConfig.read(file).users();
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "Basic, alice:p:ß, RIGHT",
        "bAsIc, alice:p:ß, RIGHT",
        "Basic, alice:p:s, WRONG",
        "Basic, alice:, WRONG",
        "Basic, alice, WRONG",
        "Basic, Alice:p:ß, WRONG",
        "Basic, bob:fakepassword, WRONG",
        "Bearer, alice:p:ß, WRONG"
    })
    void looksAtUserAndPassword(String scheme, String login, PasswordCheck.Result result) throws Exception {
        PasswordUsers users = users(BCrypt.Version.VERSION_2Y, 4, "p:ß");
        String header = basic(login).replace("Basic", scheme);

        assertThat(check.check(users, header)).isEqualTo(result);
        assertThat(check.check(users, header)).as("remembered").isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !", "Basic YTpi YTpi"})
    void whatIsNoLoginIsWrong(String header) throws Exception {
        assertThat(check.check(users(BCrypt.Version.VERSION_2Y, 4, "x"), header))
                .isEqualTo(PasswordCheck.Result.WRONG);
    }

    @Test
    void takesEveryVersionOfTheHash() throws Exception {
        for (BCrypt.Version version :
                List.of(BCrypt.Version.VERSION_2A, BCrypt.Version.VERSION_2B, BCrypt.Version.VERSION_2Y)) {
            assertThat(check.check(users(version, 4, "right"), basic("alice:right")))
                    .isEqualTo(PasswordCheck.Result.RIGHT);
        }
    }

    /** The toolkit compares 72 bytes, too. */
    @Test
    void takesALongPassword() throws Exception {
        PasswordUsers users = users(BCrypt.Version.VERSION_2Y, 4, "x".repeat(71));

        assertThat(check.check(users, basic("alice:" + "x".repeat(71)))).isEqualTo(PasswordCheck.Result.RIGHT);
        assertThat(check.check(users, basic("alice:" + "x".repeat(5000)))).isEqualTo(PasswordCheck.Result.WRONG);
    }

    @Test
    void aPasswordThatWasRightIsCheckedAgainWhenTheHashIsAnother() throws Exception {
        assertThat(check.check(users(BCrypt.Version.VERSION_2Y, 4, "old"), basic("alice:old")))
                .isEqualTo(PasswordCheck.Result.RIGHT);
        PasswordUsers changed = users(BCrypt.Version.VERSION_2Y, 4, "new");
        assertThat(check.check(changed, basic("alice:old"))).isEqualTo(PasswordCheck.Result.WRONG);
        assertThat(check.check(changed, basic("alice:new"))).isEqualTo(PasswordCheck.Result.RIGHT);
    }

    /** A check of this cost takes far longer than the rest; what is known is told meanwhile. */
    @Test
    void fewAreCheckedAtOnceAndWhatIsKnownNeedsNoRoom() throws Exception {
        PasswordUsers users = users(BCrypt.Version.VERSION_2Y, 11, "right");
        assertThat(check.check(users, basic("alice:right"))).isEqualTo(PasswordCheck.Result.RIGHT);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<PasswordCheck.Result>> guesses = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String guess = basic("alice:" + i);
                guesses.add(threads.submit(() -> check.check(users, guess)));
            }
            List<PasswordCheck.Result> results = new ArrayList<>();
            assertThat(check.check(users, basic("alice:right"))).isEqualTo(PasswordCheck.Result.RIGHT);
            for (Future<PasswordCheck.Result> guess : guesses) {
                results.add(guess.get());
            }
            assertThat(results).contains(PasswordCheck.Result.BUSY, PasswordCheck.Result.WRONG);
            assertThat(results).doesNotContain(PasswordCheck.Result.RIGHT);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void remembersSoMany() throws Exception {
        PasswordUsers first = users(BCrypt.Version.VERSION_2Y, 4, "right");
        for (int i = 0; i < 300; i++) {
            check.check(users(BCrypt.Version.VERSION_2Y, 4, "p" + i), basic("alice:p" + i));
        }

        assertThat(check.check(first, basic("alice:right"))).isEqualTo(PasswordCheck.Result.RIGHT);
    }
}
