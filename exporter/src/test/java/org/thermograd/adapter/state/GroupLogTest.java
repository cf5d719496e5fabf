package org.thermograd.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.domain.ingest.NotStoredException;

class GroupLogTest {
    @TempDir
    private Path dir;

    private StateFolder folder;
    private final List<String> read = new ArrayList<>();

    @BeforeEach
    void take() throws StateException {
        folder = StateFolder.open(dir);
    }

    @AfterEach
    void give() {
        folder.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private GroupLog open(DataSync sync) throws StateException {
        read.clear();
        return GroupLog.open(folder, sync, entry -> read.add(new String(entry, StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @EnumSource(DataSync.class)
    void readsWhatWasWritten(DataSync sync) throws Exception {
        try (GroupLog log = open(sync)) {
            log.rewrite(List.of());
            log.append(bytes("one"));
            log.sync();
            log.append(bytes("two"));
        }
        assertThat(read).isEmpty();

        try (GroupLog log = open(sync)) {
            assertThat(read).containsExactly("one", "two");
            log.rewrite(List.of(bytes("both")));
            log.append(bytes("three"));
        }
        try (GroupLog log = open(sync)) {
            assertThat(read).containsExactly("both", "three");
            assertThat(log.isLong()).isFalse();
        }
        try (var files = Files.list(dir)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("lock", "groups-2");
        }
    }

    @Test
    void saysWhenItIsLong() throws Exception {
        try (GroupLog log = open(DataSync.NEVER)) {
            log.rewrite(List.of(bytes("x".repeat(2_000_000))));
            log.append(bytes("x".repeat(5_000_000)));
            assertThat(log.isLong()).isFalse();
            log.append(bytes("x".repeat(2_000_000)));
            assertThat(log.isLong()).isTrue();
            log.rewrite(List.of());
            assertThat(log.isLong()).isFalse();
        }
    }

    @Test
    void writesNothingBeforeItBeganOrAfterItsEnd() throws Exception {
        GroupLog log = open(DataSync.INTERVAL);
        assertThatThrownBy(() -> log.append(bytes("one")))
                .isInstanceOf(NotStoredException.class)
                .hasMessage("groups are written no more");
        log.rewrite(List.of());
        log.close();
        assertThatThrownBy(() -> log.append(bytes("one"))).isInstanceOf(NotStoredException.class);
        log.sync();
    }

    @Test
    void passesOverWhatIsDamagedAndKeepsIt() throws Exception {
        try (GroupLog log = open(DataSync.NEVER)) {
            log.rewrite(List.of(bytes("one"), bytes("two"), bytes("three")));
        }
        Path file = dir.resolve("groups-1");
        byte[] content = Files.readAllBytes(file);
        content[Collections.indexOfSubList(list(content), list(bytes("two")))] = 'T';
        Files.write(file, content);
        Files.write(file, bytes("torn"), StandardOpenOption.APPEND);

        try (GroupLog log = open(DataSync.NEVER)) {
            assertThat(read).containsExactly("one", "three");
            assertThat(dir.resolve("groups-1.damaged")).exists();
            log.rewrite(List.of());
        }
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte one : bytes) {
            list.add(one);
        }
        return list;
    }

    @Test
    void refusesAFileOfSomethingElse() throws IOException {
        Files.write(dir.resolve("groups-7"), bytes("something else entirely"));

        assertThatThrownBy(() -> open(DataSync.NEVER))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("groups-7 must begin as a log of version 1 and generation 7");
    }

    @Test
    void aFileThatCannotBeBegunLeavesTheOneThatIs() throws Exception {
        try (GroupLog log = open(DataSync.NEVER)) {
            log.rewrite(List.of());
            Files.createDirectory(dir.resolve("groups-2.new"));

            assertThatThrownBy(() -> log.rewrite(List.of()))
                    .isInstanceOf(NotStoredException.class)
                    .hasMessageStartingWith("groups cannot be written to --data-dir: ");

            log.append(bytes("one"));
        }
        open(DataSync.NEVER).close();
        assertThat(read).containsExactly("one");
    }
}
