package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which logical processors the kernel runs. Looks again each minute. Confined to one thread at a time. */
final class Processors {
    private static final Pattern FOLDER = Pattern.compile("cpu\\d+");

    private final Path folder;
    private final Rescan rescan = new Rescan(Rescan.MINUTE);
    private Optional<String> online = Optional.empty();
    private boolean looked;

    Processors(Path sysfs) {
        this.folder = sysfs.resolve("devices/system/cpu");
    }

    /** Returns whether they may be others than at the call before; true at the first. */
    boolean changed(Instant now) {
        if (!rescan.isDue(now)) {
            return false;
        }
        Optional<String> before = online;
        online = Folders.text(folder.resolve("online"));
        boolean first = !looked;
        looked = true;
        return first || !online.equals(before);
    }

    /** Returns the folders of all, in order. */
    List<Path> folders() {
        return Folders.list(folder, FOLDER);
    }

    /** Returns the number of the processor with a folder. */
    static String number(Path processor) {
        return Folders.name(processor).substring("cpu".length());
    }
}
