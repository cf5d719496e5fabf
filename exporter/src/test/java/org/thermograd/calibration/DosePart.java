package org.thermograd.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.thermograd.calibration.session.DoseRun;
import org.thermograd.calibration.session.DoseSetting;

/** How often the interval of step time by the clock holds the truth. */
final class DosePart implements Part {
    /** Each session is long, and no rule asks for more. */
    private static final int MOST_SESSIONS = 60;

    /** What is said of one session. */
    private record Estimate(double slowdown, double lower, double upper, double truth) {
        boolean holds() {
            return lower <= truth && truth <= upper;
        }
    }

    private final List<DoseSetting> settings;

    DosePart(List<DoseSetting> settings) {
        this.settings = settings;
    }

    static DosePart ofAll() {
        return new DosePart(DoseSetting.all());
    }

    @Override
    public String name() {
        return "dose";
    }

    @Override
    public Findings run(Plan plan, Consumer<String> progress) {
        Table table = new Table(
                "run", "refused", "mean slowdown", "mean truth", "interval holds the truth", "said to be slower");
        for (DoseSetting setting : settings) {
            List<Optional<Estimate>> all =
                    plan.atMost(MOST_SESSIONS).each(setting.name(), draws -> estimate(setting.draw(draws)));
            List<String> cells = cells(setting, all);
            table.add(cells);
            progress.accept(String.join(" | ", cells));
        }
        String text = String.join(
                "\n\n",
                "## Step time by the clock",
                "Runs of 90 min at steps of 2 s with the flag up from start to end and a clock that changes, unless the name says"
                        + " something else. The truth is the mean step time by that at the 99% quantile of the clock.",
                table.toString());
        return new Findings(text, List.of());
    }

    private static Optional<Estimate> estimate(DoseRun drawn) {
        JsonNode dose = Examination.report(List.of(drawn.run())).requiredAt("/cost/runs/0/dose");
        return dose.hasNonNull("reason")
                ? Optional.empty()
                : Optional.of(new Estimate(
                        dose.required("slowdown").doubleValue(),
                        dose.required("lower").doubleValue(),
                        dose.required("upper").doubleValue(),
                        drawn.slowdown()));
    }

    private static List<String> cells(DoseSetting setting, List<Optional<Estimate>> all) {
        List<Estimate> known = all.stream().flatMap(Optional::stream).toList();
        return List.of(
                setting.name(),
                Table.share(all.size() - known.size(), all.size()),
                mean(known, Estimate::slowdown),
                mean(known, Estimate::truth),
                Table.share(known.stream().filter(Estimate::holds).count(), known.size()),
                Table.share(known.stream().filter(one -> one.lower() > 1).count(), known.size()));
    }

    private static String mean(List<Estimate> known, ToDoubleFunction<Estimate> figure) {
        return known.isEmpty()
                ? "–"
                : Table.number(known.stream().mapToDouble(figure).average().orElseThrow());
    }
}
