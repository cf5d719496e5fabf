package org.thermograd.adapter.http.pushgateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.testing.Fuzz;

/**
 * Fuzzes pushes in the Pushgateway protocol: the first byte is {@code p} for a body in protobuf, then the path behind that of
 * all groups up to the end of the line, then the body.
 */
public final class GroupBodyFuzz {
    private static final GroupLimits LIMITS = new GroupLimits(2, 10_000, 10_000_000, Optional.empty());

    private GroupBodyFuzz() {}

    /** Loads what writes JSON: instrumented on a busy machine, that takes longer than an input may. */
    public static void fuzzerInitialize() {
        String unused = GroupsJson.of(List.of());
    }

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        int end = new String(data, StandardCharsets.ISO_8859_1).indexOf('\n');
        if (end < 1) {
            return;
        }
        String path = GroupPath.START + new String(data, 1, end - 1, StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOfRange(data, end + 1, data.length);
        PushedGroups groups = new PushedGroups(LIMITS);
        Optional<GroupKey> key = Fuzz.accepted(PushRefusedException.class, () -> GroupPath.parse(path));
        if (key.isPresent()
                && Fuzz.accepted(PushRefusedException.class, () -> push(groups, key.get(), data[0] == 'p', body))
                        .isPresent()) {
            check(groups);
        }
    }

    private static List<PushedFamily> push(PushedGroups groups, GroupKey key, boolean protobuf, byte[] body)
            throws PushRefusedException {
        PushContent content = new PushContent(key, LIMITS.maxBytes());
        List<PushedFamily> families = protobuf ? ProtobufReader.parse(body, content) : TextParser.parse(body, content);
        return groups.push(key, families, true, Optional.empty(), 1);
    }

    private static void check(PushedGroups groups) throws IOException {
        GroupView group = groups.views().get(0);
        for (PushedFamily family : group.families()) {
            long lines = family.text().chars().filter(letter -> letter == '\n').count();
            Fuzz.require(lines == family.series().size(), lines + " lines of " + family.series());
        }
        Fuzz.require(!GroupsJson.of(groups.views()).isEmpty(), "no list of groups");
        PushedGroups again = new PushedGroups(LIMITS);
        for (byte[] entry : GroupEntry.all(groups.views())) {
            GroupReplay.replay(entry, again);
        }
        Fuzz.requireEqual(page(again), page(groups), "what was pushed and the same from a journal");
        Fuzz.requireEqual(again.views().get(0).key().labels(), group.key().labels(), "a group and the same again");
    }

    private static List<String> page(PushedGroups groups) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new PushedPage(groups).write(Optional.empty(), List.of(), page);
        return page.toString(StandardCharsets.UTF_8).lines().sorted().toList();
    }
}
