package org.thermograd.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.thermograd.testing.Peers;

/**
 * A folder of rules with their tests and the configuration of an Alertmanager, and what is wrong with them.
 *
 * @param folder holds {@code rules}, {@code tests} and {@code alertmanager.yml}
 */
record RuleFiles(Path folder) {
    private static final Pattern ALERT = Pattern.compile("(?ms)^ +- alert: (\\w+)\\n(.*?)(?=^ +- alert: |^ +# |\\z)");
    private static final Pattern FAMILY = Pattern.compile("(?<![:\\w])thermograd_[a-z_]+\\b(?!:)");
    private static final Pattern RECORDED = Pattern.compile("\\b(?:device|run):thermograd_\\w+:\\w+");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern SEVERITY = Pattern.compile("(?m)^ +severity: (critical|warning|info|none)$");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^ +runbook_url: docs/runbook\\.md#(\\S+)$");

    /** An alert as it is written. */
    record Alert(String name, String text) {}

    /** Returns the files of rules, the optional ones too. */
    List<Path> rules() {
        return files("rules");
    }

    /** Returns the tests of the rules. */
    List<Path> tests() {
        return files("tests");
    }

    private List<Path> files(String below) {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all alerts. */
    List<Alert> alerts() {
        return rules().stream()
                .flatMap(file -> ALERT.matcher(text(file)).results())
                .map(alert -> new Alert(alert.group(1), alert.group(2)))
                .toList();
    }

    /** Returns what is wrong with what is written in the rules, one line each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> anchors = anchors();
        for (Alert alert : alerts()) {
            if (!SEVERITY.matcher(alert.text()).find()) {
                problems.add(alert.name() + ": severity must be critical, warning, info or none");
            }
            for (String annotation : List.of("summary", "description", "runbook_url")) {
                if (!Pattern.compile("(?m)^ +" + annotation + ": \\S")
                        .matcher(alert.text())
                        .find()) {
                    problems.add(alert.name() + ": " + annotation + " must be there");
                }
            }
            RUNBOOK.matcher(alert.text())
                    .results()
                    .map(link -> link.group(1))
                    .filter(anchor ->
                            !anchor.equals(alert.name().toLowerCase(Locale.ROOT)) || !anchors.contains(anchor))
                    .forEach(anchor -> problems.add(alert.name()
                            + ": runbook_url must lead to its heading in docs/runbook.md, got #" + anchor));
        }
        problems.addAll(unknownNames());
        return problems;
    }

    private List<String> unknownNames() {
        String catalog = Page.of("metrics.md").text();
        Set<String> recorded = new TreeSet<>();
        rules().forEach(file -> Pattern.compile("- record: (\\S+)")
                .matcher(text(file))
                .results()
                .forEach(rule -> recorded.add(rule.group(1))));
        List<String> problems = new ArrayList<>();
        for (Path file : rules()) {
            FAMILY.matcher(text(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(family -> !catalog.contains("`" + family + "`"))
                    .forEach(family -> problems.add(family + " must be in docs/metrics.md"));
            RECORDED.matcher(text(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(rule -> !recorded.contains(rule))
                    .forEach(rule -> problems.add(rule + " must be recorded"));
        }
        return problems;
    }

    /** Returns the anchors of the runbook as GitHub makes them. */
    static Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        HEADING.matcher(Page.of("runbook.md").text())
                .results()
                .forEach(heading -> anchors.add(heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-')));
        return anchors;
    }

    /** Asks promtool for a file of rules and for each file of tests that loads it, as they are wanted, and returns its refusals. */
    Stream<String> refusals(Path file) {
        Stream<List<String>> checks =
                Stream.of(List.of("check", "rules", "--lint=all", "--lint-fatal", file.toString()));
        String loaded = "../" + folder.relativize(file) + "\n";
        Stream<List<String>> tests = tests().stream()
                .filter(test -> text(test).contains(loaded))
                .map(test -> List.of("test", "rules", test.toString()));
        return Stream.concat(checks, tests)
                .map(RuleFiles::promtool)
                .filter(answer -> answer.status() != 0)
                .map(Peers.Answer::output);
    }

    private static Peers.Answer promtool(List<String> arguments) {
        return Peers.promtool(new byte[0], arguments.toArray(String[]::new));
    }
}
