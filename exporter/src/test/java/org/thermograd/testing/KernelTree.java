package org.thermograd.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Files of a kernel that does not exist, in a folder of a test. */
public final class KernelTree {
    private final Path root;

    /** Starts with empty folders. */
    public KernelTree(Path root) {
        this.root = root;
        try {
            Files.createDirectories(sysfs());
            Files.createDirectories(procfs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what stands for {@code /sys}. */
    public Path sysfs() {
        return root.resolve("sys");
    }

    /** Returns what stands for {@code /proc}. */
    public Path procfs() {
        return root.resolve("proc");
    }

    /** Writes a file of devices, with a line end as the kernel does. */
    public KernelTree sys(String path, Object content) {
        return write(sysfs().resolve(path), (content + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes files of one folder of devices. */
    public KernelTree sys(String folder, Map<String, ?> files) {
        files.forEach((name, content) -> sys(folder + "/" + name, content));
        return this;
    }

    /** Writes a file of devices that is no text. */
    public KernelTree sysBytes(String path, byte[] content) {
        return write(sysfs().resolve(path), content);
    }

    /** Writes a file of the kernel's state. */
    public KernelTree proc(String path, String content) {
        return write(procfs().resolve(path), content.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a link to a folder of devices, which is made where it is not there. */
    public KernelTree link(String path, String target) {
        try {
            Path link = sysfs().resolve(path);
            Files.createDirectories(link.getParent());
            Files.createDirectories(sysfs().resolve(target));
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, sysfs().resolve(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a file of devices be one that nobody can read. */
    public KernelTree unreadable(String path) {
        try {
            Files.deleteIfExists(sysfs().resolve(path));
            Files.createDirectories(sysfs().resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file or folder of devices with all that is in it. */
    public KernelTree remove(String path) {
        try (Stream<Path> all = Files.walk(sysfs().resolve(path))) {
            for (Path one :
                    all.sorted((first, second) -> second.compareTo(first)).toList()) {
                Files.delete(one);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KernelTree write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
