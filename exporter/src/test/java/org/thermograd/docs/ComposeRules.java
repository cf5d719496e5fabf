package org.thermograd.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.thermograd.testing.ComposeService;

/**
 * What every service of the compose stack keeps to, and what of it one does not.
 *
 * @param root the folder of the compose file
 */
record ComposeRules(Path root) {
    /** A release, and if it is given a digest; no word that stands for the newest. */
    static final Pattern PINNED =
            Pattern.compile("[a-z0-9][a-z0-9./_-]*:v?\\d+\\.\\d+\\.\\d+[A-Za-z0-9_.-]*(@sha256:[0-9a-f]{64})?");

    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+:\\d+");
    private static final Pattern USER = Pattern.compile("[1-9]\\d*(:\\d+)?");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|KEY).*");
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+}");
    private static final List<String> LIMITS = List.of("mem_limit", "cpus", "pids_limit");
    private static final List<String> LOOSE =
            List.of("privileged", "cap_add", "devices", "pid", "ipc", "userns_mode", "env_file", "extra_hosts");

    /** Returns what is wrong, each with the name of the service. */
    List<String> problems(JsonNode compose) {
        List<String> problems = new ArrayList<>();
        Map<String, ComposeService> services = ComposeService.of(compose);
        Set<String> ports = new TreeSet<>();
        for (ComposeService service : services.values()) {
            Consumer<String> say = problem -> problems.add(service.name() + ": " + problem);
            addImage(service, say);
            addRights(service, say);
            addLimits(service, say);
            addMounts(service, compose.path("volumes"), say);
            addDependencies(service, services, say);
            addSecrets(service, say);
            service.texts("ports").stream()
                    .map(port -> port.replaceFirst(":\\d+$", ""))
                    .filter(port -> !ports.add(port))
                    .forEach(port -> say.accept("another service is published at " + port));
        }
        addVolumes(compose.path("volumes"), services, problems);
        long builders = services.values().stream()
                .filter(service -> service.settings().has("build"))
                .count();
        if (builders != 1) {
            problems.add("the image must be built by one service, got " + builders);
        }
        return problems;
    }

    private static void addImage(ComposeService service, Consumer<String> say) {
        String image = service.settings().path("image").asText();
        if (!PINNED.matcher(image).matches()) {
            say.accept("image must be pinned to a release, got " + image);
        }
        String policy = service.settings().path("pull_policy").asText();
        if (service.isOurs() && !policy.equals(service.settings().has("build") ? "build" : "never")) {
            say.accept("an image of that name must not be pulled, got pull_policy " + policy);
        }
    }

    private static void addRights(ComposeService service, Consumer<String> say) {
        JsonNode settings = service.settings();
        String user = settings.path("user").asText();
        if (!USER.matcher(user).matches()) {
            say.accept("user must be a number other than 0, got " + user);
        }
        if (!settings.path("read_only").asBoolean()) {
            say.accept("read_only must be true");
        }
        if (service.texts("tmpfs").stream().noneMatch(tmpfs -> tmpfs.startsWith("/tmp:size="))) {
            say.accept("tmpfs must give it a /tmp of limited size");
        }
        if (!service.texts("cap_drop").equals(List.of("ALL"))) {
            say.accept("cap_drop must be ALL");
        }
        if (!service.texts("security_opt").equals(List.of("no-new-privileges:true"))) {
            say.accept("security_opt must be no-new-privileges:true");
        }
        LOOSE.stream().filter(settings::has).forEach(key -> say.accept(key + " must not be there"));
        if (!List.of("", "none").contains(settings.path("network_mode").asText())) {
            say.accept("network_mode must be none or absent");
        }
        for (String port : service.texts("ports")) {
            if (!PORT.matcher(port).matches()) {
                say.accept("ports must be on 127.0.0.1, got " + port);
            }
        }
    }

    private static void addLimits(ComposeService service, Consumer<String> say) {
        JsonNode settings = service.settings();
        LIMITS.stream().filter(key -> !settings.has(key)).forEach(key -> say.accept(key + " must be there"));
        if (!settings.path("logging").path("options").has("max-size")) {
            say.accept("logging must have a max-size");
        }
        if (!settings.has("restart")) {
            say.accept("restart must be there");
        }
        boolean disabled = settings.path("healthcheck").path("disable").asBoolean();
        List<String> test = service.healthcheck();
        if (service.isOneShot()
                ? !disabled
                : disabled || test.size() < 2 || !test.get(0).equals("CMD")) {
            say.accept("healthcheck must be a CMD, or disabled where it runs once");
        }
    }

    private void addMounts(ComposeService service, JsonNode volumes, Consumer<String> say) {
        for (ComposeService.Mount mount : service.mounts()) {
            if (!mount.isOfTheHost()) {
                if (!volumes.has(mount.source())) {
                    say.accept("volume " + mount.source() + " must be listed under volumes");
                }
            } else if (!isMountable(mount.source()) || !mount.readOnly()) {
                say.accept("only folders of the checkout and /sys can be mounted, as :ro, got " + mount.source());
            }
        }
    }

    private boolean isMountable(String source) {
        return source.equals("/sys") || (source.startsWith("./") && Files.isDirectory(root.resolve(source)));
    }

    private static void addDependencies(
            ComposeService service, Map<String, ComposeService> services, Consumer<String> say) {
        service.settings().path("depends_on").properties().forEach(entry -> {
            ComposeService other = services.get(entry.getKey());
            if (other == null) {
                say.accept("depends on " + entry.getKey() + ", which is no service");
                return;
            }
            String expected = other.isOneShot() ? "service_completed_successfully" : "service_healthy";
            if (!entry.getValue().path("condition").asText().equals(expected)) {
                say.accept("the condition on " + other.name() + " must be " + expected);
            }
            if (!service.texts("profiles").containsAll(other.texts("profiles"))) {
                say.accept("depends on " + other.name() + ", which is not there without its profile");
            }
        });
    }

    private static void addSecrets(ComposeService service, Consumer<String> say) {
        service.settings().path("environment").properties().forEach(entry -> {
            if (SECRET.matcher(entry.getKey()).matches()
                    && !REQUIRED.matcher(entry.getValue().asText()).matches()) {
                say.accept(entry.getKey() + " must be a variable without a default");
            }
        });
    }

    private static void addVolumes(JsonNode volumes, Map<String, ComposeService> services, List<String> problems) {
        Set<String> used = services.values().stream()
                .flatMap(service -> service.mounts().stream())
                .map(ComposeService.Mount::source)
                .collect(Collectors.toSet());
        volumes.fieldNames().forEachRemaining(volume -> {
            if (!used.contains(volume)) {
                problems.add("volume " + volume + " is not used");
            }
        });
    }
}
