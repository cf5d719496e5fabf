package org.thermograd.app.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.simulation.Scenario;

/** Prints how well efficiency drops find what the driver confirms, one row a scenario; scripts/measure-inferred runs it. */
final class MeasureInferred {
    private static final int SEEDS = 10;

    private MeasureInferred() {}

    /** Prints the table; takes the number of seeds, 10 where it is not given. */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SEEDS;
        PrintStream out = System.out;
        out.print(InferredSensitivity.HEADER);
        List<InferredSensitivity> all = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            List<InferredSensitivity> each = InferredSensitivity.each(scenario, seeds);
            out.println(InferredSensitivity.row("`" + scenario.id() + "`", each));
            all.addAll(each);
        }
        out.println(InferredSensitivity.row("all", all));
    }
}
