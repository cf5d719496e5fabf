package org.thermograd.adapter.http.pushgateway;

import java.io.IOException;
import java.util.Optional;
import org.thermograd.adapter.http.push.PushRefusedException;

/** Does again what a journal tells. Stateless. */
public final class GroupReplay {
    private GroupReplay() {}

    /**
     * Does again what an entry of a journal tells.
     *
     * @throws IOException if it is none, or does not fit to what is held by now
     */
    public static void replay(byte[] bytes, PushedGroups groups) throws IOException {
        GroupEntry entry = GroupEntry.read(bytes);
        GroupKey key = entry.key();
        try {
            switch (entry.kind()) {
                case POST, PUT ->
                    groups.push(
                            key,
                            TextParser.parse(entry.text(), new PushContent(key, Long.MAX_VALUE)),
                            entry.kind() == GroupEntry.Kind.PUT,
                            Optional.empty(),
                            entry.epochMillis());
                case FAIL -> groups.fail(key, Optional.empty(), entry.epochMillis());
                case DELETE -> groups.delete(key);
            }
        } catch (PushRefusedException e) {
            throw new IOException("group " + key + " is lost: " + e.getMessage(), e);
        }
    }
}
