package org.thermograd.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.thermograd.calibration.session.OrderSetting;

/** How often a coupling is found, and how often its order is named rightly and wrongly. */
final class OrderPart implements Part {
    private static final double MOST_WRONG = 4.0 / 200;

    private record Counts(OrderSetting setting, List<Answer> answers) {
        long of(Predicate<Answer> which) {
            return answers.stream().filter(which).count();
        }

        long wrong() {
            return of(answer -> setting.isWrong(answer.verdict()));
        }

        double wrongShare() {
            return (double) wrong() / answers.size();
        }
    }

    private final List<OrderSetting> settings;

    OrderPart(List<OrderSetting> settings) {
        this.settings = settings;
    }

    static OrderPart ofAll() {
        return new OrderPart(OrderSetting.all());
    }

    @Override
    public String name() {
        return "order";
    }

    @Override
    public Findings run(Plan plan, Consumer<String> progress) {
        Table table = new Table("session", "right order", "coupled", "found", "wrong order");
        List<Counts> all = new ArrayList<>();
        for (OrderSetting setting : settings) {
            Counts counts = new Counts(setting, plan.each(setting.name(), draws -> Answer.on(setting.draw(draws))));
            all.add(counts);
            table.add(cells(counts));
            progress.accept(String.join(" | ", cells(counts)));
        }
        String text = String.join(
                "\n\n",
                "## Power and order",
                "33 spikes and 13.5 collapses an hour are drawn, some of which merge; the lags are 2 to 15 s, the sessions 4 h (10 h"
                        + " with steps of 20 and 40 s), and the latency of the flag is not stated, unless the name says something else. The ratio is that of the"
                        + " rates in the 15 s after a cause and outside. Found: coupled, or together within minutes. Where one"
                        + " batch drives both within a step, any order that is named is wrong.",
                table.toString());
        return new Findings(text, rules(all));
    }

    private static List<String> cells(Counts counts) {
        int size = counts.answers().size();
        return List.of(
                counts.setting().name(),
                counts.setting().rightOrder().isPresent()
                        ? Table.share(counts.of(answer -> counts.setting().isRight(answer.verdict())), size)
                        : "–",
                Table.share(counts.of(Answer::coupled), size),
                Table.share(counts.of(Answer::found), size),
                Table.share(counts.wrong(), size));
    }

    private static List<Rule> rules(List<Counts> all) {
        return all.stream()
                .max(Comparator.comparingDouble(Counts::wrongShare))
                .map(worst -> List.of(new Rule(
                        "at most 4 of 200 sessions of any setting get a wrong order; most in "
                                + worst.setting().name() + ", " + worst.wrong() + " of "
                                + worst.answers().size(),
                        worst.wrongShare() <= MOST_WRONG)))
                .orElse(List.of());
    }
}
