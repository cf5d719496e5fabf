package org.thermograd.adapter.nvml;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds NVML and loads it. JNA, which costs start time and memory, is touched only where there is some sign of a driver, or where the
 * user named the library.
 */
final class NvmlLibrary implements NvmlSource {
    private static final Logger logger = LoggerFactory.getLogger(NvmlLibrary.class);
    /** The first is the name that the driver's library has; the second is how JNA looks for it elsewhere, the third is that of WSL. */
    private static final List<String> NAMES =
            List.of("libnvidia-ml.so.1", "nvidia-ml", "/usr/lib/wsl/lib/libnvidia-ml.so.1");

    private static final Pattern VERSIONED = Pattern.compile("(.*)V(\\d)");

    private final Optional<Path> given;
    private final List<Path> signs;

    /**
     * Makes what loads the library.
     *
     * @param given the library; empty for the one that the system finds
     */
    NvmlLibrary(Optional<Path> given) {
        this(given, signs());
    }

    NvmlLibrary(Optional<Path> given, List<Path> signs) {
        this.given = given;
        this.signs = signs;
    }

    private static List<Path> signs() {
        return List.of(
                Path.of("/dev/nvidiactl"),
                Path.of("/proc/driver/nvidia"),
                Path.of("/sys/module/nvidia"),
                Path.of("/dev/dxg"),
                Path.of("/usr/lib/wsl/lib"));
    }

    @Override
    public Optional<Nvml> load() throws NvmlException {
        if (given.isPresent()) {
            String file = given.get().toAbsolutePath().toString();
            try {
                return Optional.of(load(file));
            } catch (LinkageError e) {
                throw new NvmlException("cannot load " + file + ": " + reason(e), e);
            }
        }
        if (System.getProperty("jna.library.path") == null && signs.stream().noneMatch(Files::exists)) {
            return Optional.empty();
        }
        return NAMES.stream().flatMap(name -> find(name).stream()).findFirst();
    }

    /** Returns what the first of the places that JNA looks at told, since its own message has a line for each. */
    private static String reason(LinkageError failure) {
        return Arrays.stream(failure.getSuppressed())
                .findFirst()
                .map(Throwable::getMessage)
                .orElse(String.valueOf(failure.getMessage()));
    }

    private static Optional<Nvml> find(String name) {
        try {
            return Optional.of(load(name));
        } catch (LinkageError e) {
            logger.debug("event=nvml_not_found name={}", name, e);
            return Optional.empty();
        }
    }

    private static Nvml load(String name) {
        FunctionMapper functions = (library, method) -> function(method.getName());
        return Native.load(name, Nvml.class, Map.of(Library.OPTION_FUNCTION_MAPPER, functions));
    }

    /** Returns the name of the function that a method of {@link Nvml} stands for. */
    static String function(String method) {
        Matcher versioned = VERSIONED.matcher(method);
        String name = versioned.matches() ? versioned.group(1) + "_v" + versioned.group(2) : method;
        return "nvml" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
