package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The bill of materials against the jar it is for. */
class SbomIT {
    @Test
    void namesEveryLibraryInTheJarAndNoOther() throws IOException {
        assertThat(hashes().keySet())
                .containsExactlyElementsOf(ShippedJar.libraries().keySet());
    }

    @Test
    void hasTheHashOfEveryLibrary() throws IOException, NoSuchAlgorithmException {
        Map<String, String> hashes = hashes();
        for (Map.Entry<String, Path> library : ShippedJar.libraries().entrySet()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(library.getValue()));

            assertThat(hashes).containsEntry(library.getKey(), HexFormat.of().formatHex(digest));
        }
    }

    /** File name to hash, of each component. */
    private static Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (JsonNode component : ShippedJar.sbom().path("components")) {
            String file = component.path("name").textValue() + "-"
                    + component.path("version").textValue() + ".jar";
            for (JsonNode hash : component.path("hashes")) {
                if ("SHA-256".equals(hash.path("alg").textValue())) {
                    hashes.put(file, hash.path("content").textValue());
                }
            }
        }
        return hashes;
    }

    @Test
    void everyClassOfTheJarIsOursOrALibrarys() throws IOException {
        Set<String> classes = ShippedJar.classes();
        classes.removeIf(name -> name.startsWith("org/thermograd/"));
        for (Path library : ShippedJar.libraries().values()) {
            classes.removeAll(ShippedJar.classes(library));
        }

        assertThat(classes).isEmpty();
    }

    @Test
    void isOfThisVersionAndTheSameInEachBuild() throws IOException {
        JsonNode sbom = ShippedJar.sbom();

        assertThat(sbom.path("bomFormat").textValue()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/name").textValue()).isEqualTo("thermograd");
        assertThat(ShippedJar.text("META-INF/MANIFEST.MF"))
                .contains("Implementation-Version: "
                        + sbom.at("/metadata/component/version").textValue());
        assertThat(sbom.path("serialNumber").isMissingNode()).isTrue();
        assertThat(sbom.at("/metadata/timestamp").isMissingNode()).isTrue();
    }
}
