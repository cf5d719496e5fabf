package org.thermograd.adapter.http.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.domain.ingest.Pusher;

class PushedGroupsTest {
    private static final GroupKey A = new GroupKey(Map.of("job", "a"));
    private static final GroupKey B = new GroupKey(Map.of("job", "b"));
    private static final Optional<Pusher> ONE = Optional.of(new Token("the token on line 1"));
    private static final Optional<Pusher> OTHER = Optional.of(new Token("the token on line 2"));

    private final PushedGroups groups =
            new PushedGroups(new GroupLimits(2, 10, 10_000, Optional.of(Duration.ofMillis(100))));

    private void push(GroupKey key, String text, long millis) throws PushRefusedException {
        push(groups, key, text, Optional.empty(), millis);
    }

    private static void push(PushedGroups to, GroupKey key, String text, Optional<Pusher> pusher, long millis)
            throws PushRefusedException {
        to.push(
                key,
                TextParser.parse(text.getBytes(StandardCharsets.UTF_8), new PushContent(key, 10_000)),
                false,
                pusher,
                millis);
    }

    private String page() {
        return groups.page(any -> true).stream()
                .map(part -> new String(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private void assertRefused(GroupKey key, String text, PushRejection reason, String message) {
        String before = page();
        assertThatThrownBy(() -> push(key, text, 1))
                .isInstanceOfSatisfying(
                        PushRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
        assertThat(page()).isEqualTo(before);
    }

    @Test
    void showsAFamilyOnceWithTheSeriesOfAllGroups() throws PushRefusedException {
        push(A, "# HELP m help\\\\of\\nm\n# TYPE m gauge\nm 1\n", 1500);
        push(B, "# TYPE m gauge\nm 2\n", 2000);

        assertThat(page()).isEqualTo("""
                        # HELP m help\\\\of\\nm
                        # TYPE m gauge
                        m{instance="",job="a"} 1
                        m{instance="",job="b"} 2
                        # HELP push_failure_time_seconds When a push of the group was last refused, in seconds since 1970; 0 for never.
                        # TYPE push_failure_time_seconds gauge
                        push_failure_time_seconds{instance="",job="a"} 0
                        push_failure_time_seconds{instance="",job="b"} 0
                        # HELP push_time_seconds When the group was last pushed, in seconds since 1970; 0 for never.
                        # TYPE push_time_seconds gauge
                        push_time_seconds{instance="",job="a"} 1.5
                        push_time_seconds{instance="",job="b"} 2
                        """);
        assertThat(groups.seriesHeld()).isEqualTo(6);
    }

    @Test
    void anEmptyOneHasAnEmptyPage() throws PushRefusedException {
        assertThat(page()).isEmpty();

        push(A, "m 1\n", 1);
        groups.delete(A);
        groups.delete(A);

        assertThat(page()).isEmpty();
        assertThat(groups.seriesHeld()).isZero();
        push(B, "# TYPE m counter\nm 1\n", 1);
    }

    @Test
    void refusesWhatDoesNotFit() throws PushRefusedException {
        push(A, "# TYPE h histogram\nh_count 1\n", 1);

        assertRefused(
                B,
                "# TYPE h summary\nh_count 1\n",
                PushRejection.INCONSISTENT,
                "h must be a histogram, as it is in the group {instance=\"\",job=\"a\"}, got a summary");
        assertRefused(
                A,
                "h_count 2\n",
                PushRejection.INCONSISTENT,
                "h_count{instance=\"\",job=\"a\"} must be in one family and group, but h of the group");
        assertRefused(
                B,
                "# TYPE h histogram\nh_count 1\n# TYPE h_count counter\nh_count 2\n",
                PushRejection.INCONSISTENT,
                "h_count{instance=\"\",job=\"b\"} must be pushed once");
        assertRefused(
                B,
                "h_sum 3\n# TYPE h histogram\nh_sum 1\nh_count 1\n",
                PushRejection.INCONSISTENT,
                "h_sum{instance=\"\",job=\"b\"} must be pushed once");
    }

    @Test
    void keepsToItsLimits() throws PushRefusedException {
        push(A, "m{x=\"1\"} 1\nm{x=\"2\"} 2\n", 1);
        push(B, "n 1\n", 1);

        assertRefused(
                new GroupKey(Map.of("job", "c")),
                "m 1\n",
                PushRejection.TOO_MANY_GROUPS,
                "groups must be at most 2 (--push-max-groups)");
        assertRefused(
                B,
                "o{x=\"1\"} 1\no{x=\"2\"} 1\no{x=\"3\"} 1\no{x=\"4\"} 1\n",
                PushRejection.TOO_MANY_SERIES,
                "series of all groups must be at most 10 (--push-max-series)");
        assertRefused(
                B,
                "o{x=\"" + "x".repeat(9000) + "\"} 1\n",
                PushRejection.TOO_LARGE,
                "series of a push must take at most 10000 bytes");
        assertRefused(
                B,
                "o{x=\"" + "x".repeat(4700) + "\"} 1\n",
                PushRejection.TOO_MANY_SERIES,
                "bytes that all series take must be at most 10000 (an eighth of -Xmx)");
        groups.fail(new GroupKey(Map.of("job", "c")), Optional.empty(), 1);
        assertThat(groups.size()).isEqualTo(2);
        push(A, "m{x=\"3\"} 1\nm{x=\"4\"} 2\nm{x=\"5\"} 3\n", 1);
        assertThat(groups.seriesHeld()).isEqualTo(8);
    }

    /** A token, by its name. */
    private record Token(String name) implements Pusher {}

    private static GroupKey job(String name) {
        return new GroupKey(Map.of("job", name));
    }

    private static void assertShareUsedUp(
            PushedGroups all, GroupKey key, String text, PushRejection reason, String most) {
        assertThatThrownBy(() -> push(all, key, text, ONE, 1))
                .isInstanceOfSatisfying(
                        PushRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining("Authorization must be a token with at most " + most)
                .hasMessageEndingWith("got \"the token on line 1\"");
    }

    @Test
    void halfOfAllIsForOneToken() throws PushRefusedException {
        PushedGroups all = new PushedGroups(new GroupLimits(4, 20, 10_000, Optional.empty()));
        push(all, A, "m 1\n", ONE, 1);
        assertShareUsedUp(
                all,
                A,
                "a 1\nb 1\nc 1\nd 1\ne 1\nf 1\ng 1\nh 1\n",
                PushRejection.TOKEN_SERIES,
                "10 series (half of --push-max-series)");
        assertShareUsedUp(
                all, A, "n{x=\"" + "x".repeat(2400) + "\"} 1\n", PushRejection.TOKEN_SERIES, "5000 bytes (half of");
        push(all, B, "m 1\n", ONE, 1);
        assertShareUsedUp(all, job("c"), "m 1\n", PushRejection.TOKEN_GROUPS, "2 groups (half of --push-max-groups)");
        all.fail(job("c"), ONE, 1);
        assertThat(all.size()).isEqualTo(2);

        push(all, job("c"), "m 1\n", OTHER, 1);
        all.fail(job("d"), OTHER, 1);
        push(all, A, "n 1\n", OTHER, 1);
        assertThat(all.size()).isEqualTo(4);
    }

    @Test
    void whatATokenDeletesMakesRoomForIt() throws PushRefusedException {
        PushedGroups all = new PushedGroups(new GroupLimits(2, 20, 10_000, Optional.empty()));
        push(all, A, "m 1\n", ONE, 1);
        assertShareUsedUp(all, B, "m 1\n", PushRejection.TOKEN_GROUPS, "1 groups");

        all.delete(A);

        push(all, B, "m 1\n", ONE, 1);
    }

    @Test
    void aGroupWithoutATokenCountsForTheFirstThatPushesToIt() throws PushRefusedException {
        PushedGroups all = new PushedGroups(new GroupLimits(4, 12, 10_000, Optional.empty()));
        push(all, A, "m{x=\"1\"} 1\nm{x=\"2\"} 1\nm{x=\"3\"} 1\n", Optional.empty(), 1);
        push(all, B, "n 1\n", Optional.empty(), 1);
        assertShareUsedUp(all, A, "o{x=\"1\"} 1\no{x=\"2\"} 1\n", PushRejection.TOKEN_SERIES, "6 series");

        push(all, A, "o 1\n", ONE, 1);

        assertShareUsedUp(all, B, "n 2\n", PushRejection.TOKEN_SERIES, "6 series");
        push(all, B, "n 2\n", OTHER, 1);
    }

    @Test
    void forgetsWhatIsNotPushed() throws PushRefusedException {
        push(A, "m 1\n", 1000);
        groups.fail(A, Optional.empty(), 1500);
        groups.fail(B, Optional.empty(), 1050);

        groups.expire(1100);
        assertThat(groups.size()).isEqualTo(2);
        groups.expire(1101);
        assertThat(groups.views()).extracting(GroupView::key).containsExactly(B);
        groups.expire(1151);
        assertThat(groups.size()).isZero();
        assertThat(groups.expired()).isEqualTo(2);
    }

    @Test
    void keepsForEverWhatHasNoTime() throws PushRefusedException {
        PushedGroups all = new PushedGroups(GroupLimits.of(1, 10, Optional.empty()));
        all.fail(A, Optional.empty(), 0);

        all.expire(Long.MAX_VALUE);

        assertThat(all.size()).isEqualTo(1);
    }
}
