package org.thermograd.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of others that Maven has in its local repository, or gets once. Where it cannot, the test is skipped, loudly. */
public final class MavenJar {
    private static final String GET = "org.apache.maven.plugins:maven-dependency-plugin:3.7.0:get";
    private static final long MINUTES = 3;

    private MavenJar() {}

    /** Returns the file of an artifact without those that it needs. */
    public static Path of(String group, String artifact, String version) {
        String repository = System.getProperty("thermograd.repository", "no repository");
        Path jar = Path.of(repository, group.split("\\."))
                .resolve(Path.of(artifact, version, artifact + "-" + version + ".jar"));
        if (!Files.exists(jar)) {
            get(group + ":" + artifact + ":" + version, repository);
        }
        if (!Files.exists(jar)) {
            System.err.println("SKIPPED: Maven cannot get " + artifact + " " + version);
            Assumptions.abort("no " + artifact);
        }
        return jar;
    }

    private static void get(String coordinates, String repository) {
        try {
            Path root = Checkout.root();
            Process maven = new ProcessBuilder(List.of(
                            root.resolve("mvnw").toString(),
                            "-q",
                            "-B",
                            "-ntp",
                            GET,
                            "-Dartifact=" + coordinates,
                            "-Dtransitive=false",
                            "-Dmaven.repo.local=" + repository))
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!maven.waitFor(MINUTES, TimeUnit.MINUTES)) {
                maven.destroyForcibly();
            }
        } catch (IOException e) {
            throw new AssertionError("cannot start Maven", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
