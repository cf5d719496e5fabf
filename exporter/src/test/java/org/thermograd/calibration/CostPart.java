package org.thermograd.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.thermograd.calibration.session.CostRun;
import org.thermograd.calibration.session.CostSetting;

/** How often the interval of what episodes cost holds the truth. */
final class CostPart implements Part {
    private static final double LEAST_COVERAGE = 0.9;
    private static final double LEAST_MEAN_COVERAGE = 0.935;
    private static final double MOST_SLOWER = 18.0 / 200;
    private static final double MOST_MEAN_SLOWER = 0.04;

    private final List<CostSetting> settings;

    CostPart(List<CostSetting> settings) {
        this.settings = settings;
    }

    static CostPart ofAll() {
        return new CostPart(CostSetting.all());
    }

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public Findings run(Plan plan, Consumer<String> progress) {
        Table table = new Table(
                "episodes",
                "truth",
                "no interval",
                "interval holds the truth",
                "its width",
                "said to be slower",
                "flag looks late",
                "lost time by true lost time");
        List<CostCounts> all = new ArrayList<>();
        for (CostSetting setting : settings) {
            CostCounts counts =
                    new CostCounts(setting, plan.each(setting.name(), draws -> estimate(setting.draw(draws))));
            all.add(counts);
            table.add(cells(counts));
            progress.accept(String.join(" | ", cells(counts)));
        }
        String text = String.join(
                "\n\n",
                "## Cost",
                "Runs of 90 min at steps of 2 s, episodes of 20 to 60 s, and a latency of the flag that is not stated, unless the"
                        + " name says something else. No interval stands where fewer than five clusters can be used; what follows"
                        + " counts the sessions that have one. A limit is in no rule.",
                table.toString());
        return new Findings(text, rules(all));
    }

    private static CostCounts.Estimate estimate(CostRun drawn) {
        JsonNode episodes = Examination.report(List.of(drawn.run())).requiredAt("/cost/runs/0/episodes/0");
        return new CostCounts.Estimate(
                number(episodes, "slowdown"),
                number(episodes, "lower"),
                number(episodes, "upper"),
                episodes.required("lateMs").intValue() > 0,
                number(episodes, "lostSeconds"),
                drawn.lostSeconds());
    }

    private static OptionalDouble number(JsonNode node, String key) {
        JsonNode value = node.required(key);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    private static List<String> cells(CostCounts counts) {
        int known = counts.known().size();
        return List.of(
                counts.setting().name() + (counts.setting().limit() ? " (a limit)" : ""),
                String.valueOf(counts.setting().slowdown()),
                Table.share(counts.size() - known, counts.size()),
                Table.share(counts.holding(), known),
                known == 0 ? "–" : Table.number(counts.meanWidth()),
                Table.share(counts.slower(), known),
                Table.share(counts.late(), known),
                counts.lostByTruth().isPresent()
                        ? Table.number(counts.lostByTruth().getAsDouble())
                        : "–");
    }

    private static List<Rule> rules(List<CostCounts> all) {
        List<CostCounts> known = all.stream()
                .filter(one -> !one.setting().limit() && !one.known().isEmpty())
                .toList();
        List<CostCounts> none =
                known.stream().filter(one -> one.setting().slowdown() == 1).toList();
        List<Rule> rules = new ArrayList<>();
        known.stream()
                .min(Comparator.comparingDouble(CostCounts::coverage))
                .ifPresent(worst -> rules.add(new Rule(
                        "at least 90% of the intervals of any setting hold the truth; fewest in "
                                + worst.setting().name() + ", " + worst.holding() + " of "
                                + worst.known().size(),
                        worst.coverage() >= LEAST_COVERAGE)));
        known.stream()
                .mapToDouble(CostCounts::coverage)
                .average()
                .ifPresent(mean -> rules.add(new Rule(
                        "at least 93.5% do in the mean of the settings; " + Table.number(mean),
                        mean >= LEAST_MEAN_COVERAGE)));
        none.stream()
                .max(Comparator.comparingDouble(CostCounts::slowerShare))
                .ifPresent(worst -> rules.add(new Rule(
                        "at most 18 of 200 sessions of any setting in which nothing is slower are said to be slower; most in "
                                + worst.setting().name() + ", " + worst.slower() + " of " + worst.size(),
                        worst.slower() <= MOST_SLOWER * worst.size())));
        none.stream()
                .mapToDouble(CostCounts::slowerShare)
                .average()
                .ifPresent(mean -> rules.add(new Rule(
                        "at most 4% of those with an interval are in the mean; " + Table.number(mean),
                        mean <= MOST_MEAN_SLOWER)));
        return rules;
    }
}
