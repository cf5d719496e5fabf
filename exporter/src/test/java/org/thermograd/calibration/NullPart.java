package org.thermograd.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.thermograd.calibration.session.Draws;
import org.thermograd.calibration.session.GeneratedRun;
import org.thermograd.calibration.session.Scenario;
import org.thermograd.calibration.session.Scenarios;

/** How often sessions are called coupled in which nothing couples spikes and collapses but a driver of both. */
final class NullPart implements Part {
    private static final double MOST_COUPLED = 18.0 / 200;
    private static final double MOST_IN_THE_MEAN = 0.05;

    private final List<Scenario> scenarios;

    NullPart(List<Scenario> scenarios) {
        this.scenarios = scenarios;
    }

    static NullPart ofAll() {
        return new NullPart(Scenarios.all());
    }

    @Override
    public String name() {
        return "null";
    }

    @Override
    public Findings run(Plan plan, Consumer<String> progress) {
        List<NullCounts> all = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            NullCounts counts = count(scenario, plan);
            all.add(counts);
            progress.accept(String.join(" | ", cells(counts)));
        }
        List<NullCounts> limit = all.stream().filter(NullPart::isLimit).toList();
        List<NullCounts> rest = all.stream().filter(one -> !isLimit(one)).toList();
        String text = String.join(
                "\n\n",
                "## Sessions without a coupling",
                "*The limit.* Confounders that act within less than 45 s and leave no trace in step times are called coupled more"
                        + " often, since no null model can know of them. They are in no rule below.",
                table(limit),
                "*Everything else.* Before: what the rules before pauses, short blocks and step intervals called coupled. A"
                        + " confounder counts if there are at least 30 spikes and 12 collapses an hour over at least 4 h, if at"
                        + " least 15% were coupled before, and if at least 75% are found with collapses 5 times as frequent after"
                        + " spikes.",
                table(rest));
        return new Findings(text, rules(rest));
    }

    private static NullCounts count(Scenario scenario, Plan plan) {
        List<NullCounts.Session> sessions = plan.each(scenario.name(), draws -> {
            List<GeneratedRun> runs = scenario.draw(draws);
            return new NullCounts.Session(Answer.on(runs), RulesBefore.findCoupled(runs), planted(scenario, draws));
        });
        return new NullCounts(scenario, sessions);
    }

    private static Optional<Answer> planted(Scenario scenario, Draws draws) {
        return scenario.role() == Scenario.Role.SHARED
                ? Optional.of(Answer.on(scenario.drawPlanted(draws)))
                : Optional.empty();
    }

    private static boolean isLimit(NullCounts counts) {
        return counts.scenario().role() == Scenario.Role.LIMIT;
    }

    private static String table(List<NullCounts> all) {
        Table table = new Table(
                "scenario",
                "acts on both",
                "hours",
                "spikes/h",
                "collapses/h",
                "before",
                "coupled",
                "together",
                "planted found",
                "counts");
        all.forEach(counts -> table.add(cells(counts)));
        return table.toString();
    }

    private static List<String> cells(NullCounts counts) {
        Scenario scenario = counts.scenario();
        boolean shared = scenario.role() == Scenario.Role.SHARED;
        return List.of(
                scenario.name(),
                scenario.about(),
                String.format(Locale.ROOT, "%.1f", scenario.hours()),
                String.format(Locale.ROOT, "%.1f", counts.spikesPerHour()),
                String.format(Locale.ROOT, "%.1f", counts.collapsesPerHour()),
                Table.share(counts.before(), counts.size()),
                Table.share(counts.coupled(), counts.size()),
                Table.share(counts.together(), counts.size()),
                shared ? Table.share(counts.plantedFound(), counts.size()) : "–",
                shared ? (counts.counts() ? "yes" : "no") : "–");
    }

    private static List<Rule> rules(List<NullCounts> all) {
        List<Rule> rules = new ArrayList<>();
        all.stream()
                .max(Comparator.comparingDouble(NullCounts::coupledShare))
                .ifPresent(worst -> rules.add(new Rule(
                        "at most 18 of 200 sessions of any scenario are called coupled; most in "
                                + worst.scenario().name() + ", " + worst.coupled() + " of " + worst.size(),
                        worst.coupledShare() <= MOST_COUPLED)));
        addMean("all scenarios", all, rules);
        addMean(
                "the confounders that count",
                all.stream().filter(NullCounts::counts).toList(),
                rules);
        return rules;
    }

    private static void addMean(String of, List<NullCounts> counts, List<Rule> rules) {
        counts.stream()
                .mapToDouble(NullCounts::coupledShare)
                .average()
                .ifPresent(mean -> rules.add(new Rule(
                        "at most 5% are called coupled in the mean of " + of + " (" + counts.size() + "); "
                                + Table.number(mean),
                        mean <= MOST_IN_THE_MEAN)));
    }
}
