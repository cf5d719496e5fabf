package org.thermograd.calibration;

import java.util.List;
import java.util.function.Consumer;
import org.thermograd.calibration.session.ScanSetting;

/** How often the scan of norm against temperature has a small p. */
final class ScanPart implements Part {
    private static final int MOST_SESSIONS = 60;
    private static final double SMALL = 0.05;

    private final List<ScanSetting> settings;

    ScanPart(List<ScanSetting> settings) {
        this.settings = settings;
    }

    static ScanPart ofAll() {
        return new ScanPart(ScanSetting.all());
    }

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public Findings run(Plan plan, Consumer<String> progress) {
        Table table = new Table("run", "p ≤ 0.05");
        for (ScanSetting setting : settings) {
            List<Boolean> small = plan.atMost(MOST_SESSIONS)
                    .each(
                            setting.name(),
                            draws -> Examination.report(List.of(setting.draw(draws)))
                                            .requiredAt("/continuous/pairs/0/estimate/scan/p")
                                            .doubleValue()
                                    <= SMALL);
            List<String> cells = List.of(
                    setting.name(),
                    Table.share(small.stream().filter(one -> one).count(), small.size()));
            table.add(cells);
            progress.accept(String.join(" | ", cells));
        }
        String text = String.join(
                "\n\n",
                "## Norm against temperature",
                "A chip that warms up within 45 s and a norm that falls with the time named, one step and one sample a second; where"
                        + " they are coupled, half of each change of the temperature goes into the norm's logarithm, in deviations.",
                table.toString());
        return new Findings(text, List.of());
    }
}
