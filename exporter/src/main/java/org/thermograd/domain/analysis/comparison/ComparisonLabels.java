package org.thermograd.domain.analysis.comparison;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which labels of two runs must agree for their step times to be comparable. */
public final class ComparisonLabels {
    /** The names, without case and without what is between words. */
    private static final Set<String> NAMES = Set.of(
            "model",
            "modelname",
            "batch",
            "batchsize",
            "globalbatchsize",
            "precision",
            "dtype",
            "worldsize",
            "sequencelength",
            "seqlength",
            "seqlen",
            "dataset");

    private ComparisonLabels() {}

    /**
     * Returns those of some labels that must agree: model, batch size, precision, world size, sequence length and data set, by
     * their usual names. Commit, host and the like may differ.
     *
     * @param ignored names that may differ, too
     */
    public static SortedMap<String, String> of(Map<String, String> labels, Collection<String> ignored) {
        SortedMap<String, String> chosen = new TreeMap<>(labels);
        chosen.keySet().removeIf(name -> ignored.contains(name) || !NAMES.contains(plain(name)));
        return chosen;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
