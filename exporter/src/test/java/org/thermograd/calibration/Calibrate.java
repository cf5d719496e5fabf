package org.thermograd.calibration;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints how often the answers are right, and whether that is often enough. {@code scripts/calibrate} starts it. */
public final class Calibrate {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final List<Part> parts;
    private final PrintStream out;
    private final PrintStream err;

    Calibrate(List<Part> parts, PrintStream out, PrintStream err) {
        this.parts = List.copyOf(parts);
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        List<Part> parts =
                List.of(NullPart.ofAll(), OrderPart.ofAll(), CostPart.ofAll(), DosePart.ofAll(), ScanPart.ofAll());
        System.exit(new Calibrate(parts, System.out, System.err).run(List.of(arguments)));
    }

    /** Returns the exit status. */
    int run(List<String> arguments) {
        Options options;
        try {
            options = Options.of(arguments, parts.stream().map(Part::name).toList());
        } catch (IllegalArgumentException e) {
            err.println("calibrate: " + e.getMessage());
            return WRONG_USAGE;
        }
        out.println("`scripts/calibrate " + String.join(" ", arguments) + "`, seed "
                + options.plan().seed() + ", Java " + System.getProperty("java.vm.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ". Shares stand with their exact 95% interval (Clopper and Pearson).");
        List<Rule> rules = new ArrayList<>();
        for (Part part : parts) {
            if (options.includes(part)) {
                err.println("calibrate: " + part.name());
                Part.Findings findings = part.run(options.plan(), err::println);
                out.println("\n" + findings.markdown());
                rules.addAll(findings.rules());
            }
        }
        if (!rules.isEmpty()) {
            out.println("\n## Rules\n");
            rules.forEach(out::println);
        }
        out.flush();
        return rules.stream().allMatch(Rule::met) ? 0 : FAILED;
    }
}
