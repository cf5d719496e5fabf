package org.thermograd.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTML report that the jar writes, in Chromium. */
class ReportPageIT {
    private static final int HEIGHT = 900;
    private static final Path PICTURES = Path.of("target", "pages");
    /** Counts the canvases on which something is drawn. */
    private static final String DRAWN = "[...document.querySelectorAll('canvas')].filter(c =>"
            + " c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(part => part > 0)).length";

    private static final String FITS =
            "[...document.querySelectorAll('.scroll')].every(frame => frame.scrollWidth <= frame.clientWidth)";

    @TempDir
    static Path dir;

    private static Chromium chromium;

    /** What the page did that it should not. */
    private final List<String> complaints = new ArrayList<>();

    private final List<String> requests = new ArrayList<>();

    @BeforeAll
    static void simulate() throws Exception {
        chromium = Chromium.start();
        Files.createDirectories(PICTURES);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-jar",
                        System.getProperty("thermograd.jar", "no jar"),
                        "demo",
                        "--scenario",
                        "coupled",
                        "--scenario",
                        "shared-warmup",
                        "--scenario",
                        "none",
                        "--output",
                        dir.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("demo.log").toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(dir.resolve("demo.log")))
                .isZero();
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private Page open(String scenario, int width, ColorScheme scheme) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, HEIGHT)
                        .setColorScheme(scheme));
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(dir.resolve(scenario).resolve("report.html").toUri().toString());
        page.waitForFunction("document.documentElement.dataset.drawn");
        return page;
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void drawsEverythingAndAsksForNothing(int width, ColorScheme scheme) {
        Page page = open("coupled", width, scheme);
        picture(page, "coupled", width, scheme);

        assertThat(complaints).isEmpty();
        assertThat(requests).hasSize(1);
        assertThat(page.locator("h2").allTextContents())
                .containsSubsequence(
                        "What this session could have seen, and how long to run",
                        "How spikes and collapses lie in time to each other",
                        "Timeline",
                        "What episodes cost",
                        "Directions",
                        "Spikes as an alarm for collapses",
                        "Runs swapped",
                        "Other windows (exploratory)",
                        "Runs",
                        "Every spike and collapse",
                        "Settings",
                        "Method",
                        "Limits");
        assertThat(page.locator("h4").allTextContents().stream().map(String::strip))
                .containsExactly("Gradient norm", "Step time in s", "Temperature in °C", "Power in W", "Clock in GHz");
        assertThat(page.evaluate(DRAWN)).isEqualTo(5);
        assertThat(page.locator("figure svg:visible").count()).isEqualTo(1);
        assertThat(page.locator("p").allTextContents())
                .anyMatch(
                        text -> text.matches("Spike as alarm: caught \\d+ of \\d+, \\S+ false per hour, lead \\S+ s; a"
                                + " temperature alarm with .* caught \\d+\\.\\s*"))
                .anyMatch(text -> text.startsWith("There is no other run to swap this one with"));
        assertThat(width < 1000 || (boolean) page.evaluate(FITS))
                .as("tables fit a wide screen")
                .isTrue();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        page.context().close();
    }

    private static void picture(Page page, String scenario, int width, ColorScheme scheme) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve(
                        scenario + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void framesARunWithItselfAmongRunsThatAreSwapped(int width, ColorScheme scheme) {
        Page page = open("shared-warmup", width, scheme);
        picture(page, "shared-warmup", width, scheme);

        Locator matrix = page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions().setName("Runs swapped").setExact(true));
        assertThat(matrix.locator("tbody th[scope=row]").count()).isEqualTo(3);
        assertThat(matrix.locator("tbody td").allTextContents())
                .hasSize(9)
                .allMatch(text -> text.matches("\\d+, chance [\\d.]+\\s*"));
        assertThat(matrix.locator("td.own").count()).isEqualTo(3);
        assertThat(matrix.locator("td.own").first().evaluate("cell => getComputedStyle(cell).outlineStyle"))
                .isEqualTo("solid");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        assertThat(complaints).isEmpty();
        page.context().close();
    }

    @Test
    void saysWhyThereIsNothingToShowWithoutEvents() {
        Page page = open("none", 390, ColorScheme.LIGHT);

        assertThat(page.locator("p").allTextContents().stream().map(String::strip))
                .contains(
                        "There is no alarm to judge: that takes a spike and a collapse in the time watched.",
                        "There is no other run to swap this one with: the spikes of each run are set against the"
                                + " collapses of the others where there are 2 to 7 runs.");
        assertThat((boolean)
                        page.evaluate("[...document.querySelectorAll('table')].every(t => t.tBodies[0].rows.length)"))
                .as("no table is empty")
                .isTrue();
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"shared-warmup, 15", "none, 5"})
    void drawsEachRun(String scenario, int canvases) {
        Page page = open(scenario, 390, ColorScheme.LIGHT);

        assertThat(complaints).isEmpty();
        assertThat(page.evaluate(DRAWN)).isEqualTo(canvases);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        page.context().close();
    }

    @Test
    void allPanelsShowTheTimeThatOneWasDraggedTo() {
        Page page = open("coupled", 1280, ColorScheme.LIGHT);
        List<byte[]> before = pictures(page);
        page.locator(".panel .u-over").first().scrollIntoViewIfNeeded();
        var box = page.locator(".panel .u-over").first().boundingBox();
        page.mouse().move(box.x + 100, box.y + 50);
        page.mouse().down();
        page.mouse().move(box.x + 300, box.y + 50);
        page.mouse().up();
        page.waitForFunction("document.querySelectorAll('canvas').length === 5");
        List<byte[]> closer = pictures(page);
        page.getByText("Show all").click();

        for (int i = 0; i < before.size(); i++) {
            assertThat(closer.get(i)).as("panel " + i).isNotEqualTo(before.get(i));
        }
        assertThat(complaints).isEmpty();
        page.context().close();
    }

    private static List<byte[]> pictures(Page page) {
        return page.locator("canvas").all().stream()
                .map(canvas -> canvas.screenshot())
                .toList();
    }

    @Test
    void isInkOnPaperWhenPrintedFromADarkScreen() throws Exception {
        Page page = open("coupled", 1280, ColorScheme.DARK);
        byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4").setPath(PICTURES.resolve("coupled.pdf")));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(pdf).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(page.locator("button:visible").count()).isZero();
        page.context().close();
    }
}
