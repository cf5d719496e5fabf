package org.thermograd.adapter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermograd.testing.Reports.aReport;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.report.figure.Shape;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;
import org.w3c.dom.Document;

class ReportFigureTest {
    private static Report coupled() {
        return aReport(
                GoldenRuns.session(Vectors.read("02_coupled_forward.json").get("inputs"), "luna"));
    }

    private static Report withoutEvents(String run) {
        TimeSeries flat =
                TimeSeries.of(IntStream.range(0, 30).mapToLong(i -> 1000L * i).toArray(), new double[30]);
        return aReport(List.of(new Run(run, flat, new TreeMap<>(Map.of("gpu0", flat)))));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void isAnSvgThatSaysWhatItShows() throws Exception {
        Report report = coupled();

        Document svg = parse(ReportFigure.svg(report));

        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .startsWith("Coupled: spikes precede collapses. 26 of 30");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .contains("At even rates each would hold 1.5")
                .contains("Outside the band: 5 to 10 s (");
        LagHistogram histogram = report.findings().lagHistogram().orElseThrow();
        assertThat(svg.getElementsByTagName("rect").getLength())
                .as("ground, a band and a bar each bin, two in the key, one segment, 30 collapses")
                .isEqualTo(1 + 2 * histogram.bins().size() + 2 + 1 + 30);
        assertThat(svg.getElementsByTagName("polygon").getLength()).as("spikes").isEqualTo(37);
    }

    @Test
    void barsAreAsHighAsTheirCounts() throws Exception {
        Report report = coupled();
        LagHistogram histogram = report.findings().lagHistogram().orElseThrow();

        List<Double> heights = LagFigure.of(report, histogram, 720).shapes().stream()
                .filter(shape -> shape instanceof Shape.Box)
                .map(shape -> ((Shape.Box) shape).height())
                .toList();

        int bins = histogram.bins().size();
        double pixelsAPair = heights.get(bins + bins / 2 + 1)
                / histogram.bins().get(bins / 2 + 1).count();
        assertThat(pixelsAPair).isPositive();
        for (int i = 0; i < bins; i++) {
            assertThat(heights.get(bins + i))
                    .as("bar " + i)
                    .isCloseTo(pixelsAPair * histogram.bins().get(i).count(), within(1e-9));
            assertThat(heights.get(i))
                    .as("band " + i)
                    .isCloseTo(
                            pixelsAPair
                                    * (histogram.bins().get(i).upper()
                                            - histogram.bins().get(i).lower()),
                            within(1e-9));
        }
    }

    @Test
    void saysWhyThereIsNoHistogram() throws Exception {
        Document svg = parse(ReportFigure.svg(withoutEvents("<&\"luna\">")));

        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo(LagFigure.ABSENT);
        assertThat(svg.getDocumentElement().getTextContent()).contains("Run <&\"luna\">: ");
    }

    @Test
    void isAPngWhereJavaCanDraw() throws IOException {
        Assumptions.assumeTrue(
                ModuleLayer.boot().findModule("java.desktop").isPresent(), "SKIPPED: this Java has no java.desktop");

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ReportFigure.png(coupled())));

        assertThat(image.getWidth()).isEqualTo(1440);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
        int striking = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                striking += image.getRGB(x, y) == 0xff0b3d66 ? 1 : 0;
            }
        }
        assertThat(striking).as("pixels of bars outside the band").isGreaterThan(1000);
    }
}
