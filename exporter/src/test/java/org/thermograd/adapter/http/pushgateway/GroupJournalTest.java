package org.thermograd.adapter.http.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.domain.ingest.NotStoredException;

class GroupJournalTest {
    private static final GroupKey A = new GroupKey(Map.of("job", "a", "instance", ""));
    private static final GroupKey B = new GroupKey(Map.of("job", "b", "x", "1"));

    private final PushedGroups groups = groups();
    private final Memory journal = new Memory();

    /** A journal in memory. */
    private static final class Memory implements GroupJournal {
        private List<byte[]> entries = new ArrayList<>();
        private boolean full;

        @Override
        public void append(byte[] entry) throws NotStoredException {
            if (full) {
                throw new NotStoredException("no space");
            }
            entries.add(entry);
        }

        @Override
        public boolean isLong() {
            return entries.size() > 5;
        }

        @Override
        public void rewrite(List<byte[]> all) throws NotStoredException {
            if (full) {
                throw new NotStoredException("no space");
            }
            entries = new ArrayList<>(all);
        }
    }

    private static PushedGroups groups() {
        return new PushedGroups(GroupLimits.of(9, 99, Optional.empty()));
    }

    private void push(GroupKey key, String text, boolean replaceAll, long millis) throws PushRefusedException {
        groups.push(
                key,
                TextParser.parse(text.getBytes(StandardCharsets.UTF_8), new PushContent(key, 10_000)),
                replaceAll,
                Optional.empty(),
                millis);
    }

    private static String page(PushedGroups groups) {
        return groups.page(any -> true).stream()
                .map(part -> new String(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private PushedGroups replayed() throws IOException {
        PushedGroups again = groups();
        for (byte[] entry : journal.entries) {
            GroupReplay.replay(entry, again);
        }
        return again;
    }

    @Test
    void holdsAllThatHappened() throws Exception {
        groups.keepIn(journal);
        push(A, "# HELP m a\\nb\\\\\n# TYPE m counter\nm{x=\"\\\"\\n\"} 1\n", false, 1);
        push(A, "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_sum 1.5\nh_count 2\nn 1\n", false, 2);
        push(B, "n NaN\n", true, 3);
        groups.fail(B, Optional.empty(), 4);
        push(new GroupKey(Map.of("job", "c")), "", false, 5);
        groups.delete(new GroupKey(Map.of("job", "c")));

        assertThat(page(replayed())).isEqualTo(page(groups));

        groups.shortenJournal();
        assertThat(journal.entries).hasSize(3);
        assertThat(page(replayed())).isEqualTo(page(groups));
        groups.shortenJournal();
        assertThat(journal.entries).hasSize(3);
    }

    @Test
    void beginsWithAllThatIsHeld() throws Exception {
        push(A, "m 1\n", false, 1);
        groups.fail(B, Optional.empty(), 2);

        groups.keepIn(journal);

        assertThat(page(replayed())).isEqualTo(page(groups));
    }

    @Test
    void whatCannotBeKeptDidNotHappen() throws Exception {
        groups.keepIn(journal);
        push(A, "m 1\n", false, 1);
        String before = page(groups);
        journal.full = true;

        assertThatThrownBy(() -> push(A, "m 2\n", false, 2))
                .isInstanceOfSatisfying(
                        PushRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(PushRejection.INSUFFICIENT_STORAGE))
                .hasMessage("no space");
        assertThatThrownBy(() -> groups.delete(A)).hasMessage("no space");
        assertThatThrownBy(() -> groups.fail(B, Optional.empty(), 2)).hasMessage("no space");
        assertThat(page(groups)).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoEntry() throws Exception {
        assertThatThrownBy(() -> GroupReplay.replay(new byte[] {9}, groups))
                .isInstanceOf(IOException.class)
                .hasMessage("kind of an entry must be known, got 9");
        assertThatThrownBy(() -> GroupReplay.replay(new byte[0], groups)).isInstanceOf(IOException.class);
        push(A, "# TYPE m counter\nm 1\n", false, 1);
        byte[] other = new GroupEntry(
                        GroupEntry.Kind.PUT, 1, B, "# TYPE m gauge\nm 1\n".getBytes(StandardCharsets.UTF_8))
                .bytes();
        assertThatThrownBy(() -> GroupReplay.replay(other, groups))
                .hasMessageStartingWith("group {instance=\"\",job=\"b\",x=\"1\"} is lost: m must be a counter");
    }
}
