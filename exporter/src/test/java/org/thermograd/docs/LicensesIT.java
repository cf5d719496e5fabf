package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Checkout;

/** What the jar says of licenses, against the libraries it holds. */
class LicensesIT {
    private static final Path ROOT = Checkout.root();
    private static final Path LIST = ROOT.resolve("exporter/src/main/resources/META-INF/THIRD-PARTY.txt");
    private static final String LIST_ENTRY = "META-INF/THIRD-PARTY.txt";
    private static final String LIBRARIES = "Libraries\n---------\n\n";

    /** What a library may offer, and how it is written in the list: the license that is used comes first. */
    private static final Map<Set<String>, String> ALLOWED = Map.of(
            Set.of("Apache-2.0"), "Apache-2.0",
            Set.of("MIT"), "MIT",
            Set.of("BSD-3-Clause"), "BSD-3-Clause",
            Set.of("EPL-2.0", "Apache-2.0"), "Apache-2.0 or EPL-2.0",
            Set.of("EPL-2.0", "GPL-2.0-with-classpath-exception"), "EPL-2.0 or GPL-2.0-with-classpath-exception",
            Set.of("LGPL-2.1-or-later", "Apache-2.0"), "Apache-2.0 or LGPL-2.1-or-later");

    private static final String TERMS = "END OF TERMS AND CONDITIONS";
    private static final String APPENDIX_END = "limitations under the License.";
    private static final Pattern ENTRY = Pattern.compile("\\((META-INF/[\\w./-]+|org/[\\w./-]+)\\)");

    private static Set<String> offered(JsonNode component) {
        Set<String> offered = new TreeSet<>();
        component.path("licenses").forEach(one -> {
            JsonNode license = one.path("license");
            offered.add(license.path("id").asText(license.path("name").asText(one.toString())));
        });
        return offered;
    }

    @Test
    void everyLicenseIsAllowed() throws IOException {
        assertThat(ShippedJar.sbom().path("components"))
                .isNotEmpty()
                .allSatisfy(component -> assertThat(ALLOWED)
                        .as("%s: a new license is a decision", component.path("purl"))
                        .containsKey(offered(component)));
    }

    @Test
    void theListNamesEveryLibraryWithVersionAndLicense() throws IOException {
        Set<String> lines = new TreeSet<>();
        for (JsonNode component : ShippedJar.sbom().path("components")) {
            lines.add("%s:%s:%s, %s\n"
                    .formatted(
                            component.path("group").textValue(),
                            component.path("name").textValue(),
                            component.path("version").textValue(),
                            ALLOWED.get(offered(component))));
        }
        String real = String.join("", lines);
        String list = Files.readString(LIST);
        int from = list.indexOf(LIBRARIES) + LIBRARIES.length();
        int to = list.indexOf("\n\n", from) + 1;

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(LIST, list.substring(0, from) + real + list.substring(to));
            return;
        }
        assertThat(list.substring(from, to))
                .as("%s; rewrite it with -Dgolden.update=true -Dit.test=LicensesIT", LIST)
                .isEqualTo(real);
        assertThat(ShippedJar.text(LIST_ENTRY)).isEqualTo(list);
    }

    @Test
    void everyTextThatTheListNamesIsInTheJarAndEveryTextIsNamed() throws IOException {
        List<String> named = ENTRY.matcher(ShippedJar.text(LIST_ENTRY))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(ShippedJar.entries()).containsAll(named);
        assertThat(named)
                .containsAll(ShippedJar.entries().stream()
                        .filter(name -> name.startsWith("META-INF/licenses/") || name.endsWith("-LICENSE"))
                        .toList());
    }

    @Test
    void licenseAndHolderAreThoseOfThermograd() throws IOException {
        assertThat(ShippedJar.text("META-INF/LICENSE")).isEqualTo(Files.readString(ROOT.resolve("LICENSE")));
        assertThat(ShippedJar.text("META-INF/NOTICE"))
                .isEqualTo(Files.readString(ROOT.resolve("NOTICE")))
                .startsWith("Thermograd\nCopyright 2026 The Thermograd Authors\n");
    }

    @Test
    void everyNoticeOfALibraryIsRepeated() throws IOException {
        String ours = spaced(ShippedJar.text("META-INF/NOTICE"));
        int found = 0;
        for (Path library : ShippedJar.libraries().values()) {
            for (String entry : ShippedJar.legalEntries(library)) {
                if (entry.matches("(?i).*notice.*")) {
                    found++;
                    assertThat(ShippedJar.text(library, entry).split("\n\\s*\n"))
                            .as("%s of %s", entry, library)
                            .allSatisfy(paragraph -> assertThat(ours).contains(spaced(paragraph)));
                }
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void everyLicenseTextOfALibraryIsInTheJar() throws IOException {
        String apache = spaced(ShippedJar.text("META-INF/LICENSE"));
        List<String> texts = new ArrayList<>();
        for (String entry : ShippedJar.entries()) {
            if (entry.startsWith("META-INF/licenses/") || entry.endsWith("-LICENSE")) {
                texts.add(spaced(ShippedJar.text(entry)));
            }
        }
        int found = 0;
        for (Path library : ShippedJar.libraries().values()) {
            for (String entry : ShippedJar.legalEntries(library)) {
                if (!entry.matches("(?i).*notice.*") && !isOfJna(library, entry)) {
                    found++;
                    String more = withoutApache(spaced(ShippedJar.text(library, entry)), apache);
                    if (!more.isEmpty()) {
                        assertThat(texts).as("%s of %s", entry, library).contains(more);
                    }
                }
            }
        }
        assertThat(found).isPositive();
    }

    /** Returns what a text says after the Apache license, whose appendix some leave out and some write otherwise. */
    private static String withoutApache(String text, String apache) {
        String terms = apache.substring(0, apache.indexOf(TERMS) + TERMS.length());
        if (!text.startsWith(terms)) {
            return text;
        }
        String more = text.substring(terms.length()).strip();
        return more.startsWith("APPENDIX")
                ? more.substring(more.indexOf(APPENDIX_END) + APPENDIX_END.length())
                        .strip()
                : more;
    }

    /** JNA is used under the Apache license; it says that it offers another one, whose text it holds too. */
    private static boolean isOfJna(Path library, String entry) {
        return library.getFileName().toString().startsWith("jna-") && !"META-INF/AL2.0".equals(entry);
    }

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
