package org.example.trainer;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the command line says; what it does not say comes from the environment, or is the default.
 *
 * @param url where the exporter listens
 * @param run the name of the run
 * @param steps after how many steps the training ends
 * @param time after how long it ends
 * @param seed of data and weights
 * @param badEvery each how many steps a batch is bad
 * @param pace how long a step takes at least
 * @param startAfter how long to wait before the first step
 */
record Options(
        URI url, String run, long steps, Duration time, long seed, int badEvery, Duration pace, Duration startAfter) {
    private static final Set<String> NAMES =
            Set.of("--url", "--run", "--minutes", "--steps", "--seed", "--bad-every", "--pace", "--start-after");

    static final String USAGE =
            """
            java -jar java-trainer.jar [OPTION VALUE]...
              --url          where the exporter listens (THERMOGRAD_URL; http://127.0.0.1:9877)
              --run          the name of the run (THERMOGRAD_RUN; digits)
              --minutes      how long to train (2; without an end where --steps is given)
              --steps        how many steps to train
              --seed         of data and weights (1)
              --bad-every    each how many steps a batch is bad (97)
              --pace         how many seconds a step takes at least (0)
              --start-after  how many seconds to wait before the first step, so that who reads JMX finds the MBean (0)
            """;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    static Options parse(String[] words, Map<String, String> environment) {
        Map<String, String> given = new TreeMap<>();
        for (int at = 0; at < words.length; at += 2) {
            if (!NAMES.contains(words[at]) || at + 1 == words.length) {
                throw new IllegalArgumentException(
                        words[at] + (NAMES.contains(words[at]) ? " needs a value" : " is no option"));
            }
            given.put(words[at], words[at + 1]);
        }
        String run = given.getOrDefault("--run", environment.getOrDefault("THERMOGRAD_RUN", "digits"));
        if (!run.matches("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,128}")) {
            throw new IllegalArgumentException("--run must be 1 to 128 of A-Z a-z 0-9 . _ - but not . or .., got " + run);
        }
        String url =
                given.getOrDefault("--url", environment.getOrDefault("THERMOGRAD_URL", "http://127.0.0.1:9877"));
        if (!url.matches("https?://[^/]+.*")) {
            throw new IllegalArgumentException("--url must begin with http:// or https:// and a host, got " + url);
        }
        double minutes = number(given, "--minutes", given.containsKey("--steps") ? 1e6 : 2, 0.01);
        return new Options(
                URI.create(url.endsWith("/") ? url : url + "/"),
                run,
                (long) number(given, "--steps", 1e9, 1),
                seconds(minutes * 60),
                (long) number(given, "--seed", 1, 0),
                (int) number(given, "--bad-every", 97, 1),
                seconds(number(given, "--pace", 0, 0)),
                seconds(number(given, "--start-after", 0, 0)));
    }

    private static double number(Map<String, String> given, String name, double otherwise, double least) {
        if (!given.containsKey(name)) {
            return otherwise;
        }
        String text = given.get(name);
        double value = text.matches("[0-9]+(\\.[0-9]+)?") ? Double.parseDouble(text) : Double.NaN;
        if (value >= least) {
            return value;
        }
        throw new IllegalArgumentException(name + " must be a number of at least " + least + ", got " + text);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
