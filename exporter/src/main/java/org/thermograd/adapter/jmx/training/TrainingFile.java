package org.thermograd.adapter.jmx.training;

import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.Signal;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The file of {@code --jmx-training}: a list of trainings in YAML. Its fields stand in docs/jmx.md. */
public final class TrainingFile {
    /** The fields of a training. */
    static final List<String> FIELDS =
            List.of("run", "url", "main-class", "credentials-file", "ca-file", "object-name", "attributes");

    private static final Map<String, Signal> SIGNALS =
            Map.of("loss", Signal.LOSS, "grad-norm", Signal.GRAD_NORM, "learning-rate", Signal.LEARNING_RATE);

    /** The fields of {@code attributes}. */
    static final List<String> ATTRIBUTES = List.of("step", "loss", "grad-norm", "learning-rate");

    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private final List<TrainingSource> sources = new ArrayList<>();
    private final Set<RunId> runs = new HashSet<>();

    private TrainingFile(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the trainings of a file, at least one.
     *
     * @param text what is in it
     * @param folder where it is: paths in it start there
     * @throws InvalidTrainingFileException if something in it is wrong; it tells all of that
     */
    public static List<TrainingSource> parse(String text, Path folder) throws InvalidTrainingFileException {
        TrainingFile file = new TrainingFile(folder);
        try {
            file.read(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            file.problems.add("line " + (e.getProblemMark().getLine() + 1) + ": must be YAML, but "
                    + SourceException.plain(String.valueOf(e.getProblem())));
        } catch (YAMLException | IllegalArgumentException e) { // a broken tag is the latter
            file.problems.add("must be YAML, but " + SourceException.plain(String.valueOf(e.getMessage())));
        }
        if (!file.problems.isEmpty()) {
            throw new InvalidTrainingFileException(file.problems);
        }
        return List.copyOf(file.sources);
    }

    private void read(@Nullable Node root) {
        if (!(root instanceof SequenceNode list) || list.getValue().isEmpty()) {
            problems.add("line 1: must be a list of trainings, each with - run:, got "
                    + (root == null ? "nothing" : root.getNodeId()));
            return;
        }
        list.getValue().forEach(this::readSource);
    }

    private void readSource(Node node) {
        int before = problems.size();
        YamlFields fields = new YamlFields("a training", node, FIELDS, problems);
        if (problems.size() > before) {
            return;
        }
        Optional<RunId> run = fields.required(
                "run",
                "a name that matches " + RunId.PATTERN,
                text -> RunId.isValid(text) ? Optional.of(new RunId(text)) : Optional.empty());
        run.filter(one -> !runs.add(one))
                .ifPresent(again -> fields.problem("run must be of one training, got " + again + " again"));
        Optional<SourceAddress> address = address(fields);
        Optional<Path> credentials = path(fields, "credentials-file");
        Optional<Path> ca = path(fields, "ca-file");
        Optional<ObjectName> object = fields.required(
                "object-name", "the name of an MBean, such as org.example:type=Training", TrainingFile::objectName);
        StepAttributes attributes = attributes(fields);
        if (problems.size() == before) {
            sources.add(new TrainingSource(
                    run.orElseThrow(), address.orElseThrow(), credentials, ca, object.orElseThrow(), attributes));
        }
    }

    private static Optional<SourceAddress> address(YamlFields fields) {
        boolean local = fields.node("main-class").isPresent();
        if (local == fields.node("url").isPresent()) {
            fields.problem("a training must have one of url, main-class, got " + (local ? "both" : "none"));
        }
        for (String field : List.of("credentials-file", "ca-file")) {
            if (local && fields.node(field).isPresent()) {
                fields.problem(field + " must go with url, got main-class, which needs none");
            }
        }
        Optional<SourceAddress> mainClass = fields.value(
                "main-class",
                "a class or the name of a jar",
                text -> text.contains(" ") ? Optional.empty() : Optional.of(new SourceAddress.Local(text)));
        Optional<SourceAddress> url = fields.value(
                "url",
                "as " + SourceAddress.Remote.FORM,
                text -> SourceAddress.Remote.parse(text).map(SourceAddress.class::cast));
        return mainClass.or(() -> url);
    }

    private Optional<Path> path(YamlFields fields, String field) {
        return fields.value(field, "a path", text -> {
            try {
                return Optional.of(folder.resolve(text));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<ObjectName> objectName(String text) {
        try {
            return Optional.of(new ObjectName(text));
        } catch (MalformedObjectNameException e) {
            return Optional.empty();
        }
    }

    private StepAttributes attributes(YamlFields fields) {
        Optional<Node> node = fields.node("attributes");
        if (node.isEmpty()) {
            return StepAttributes.DEFAULT;
        }
        YamlFields named = new YamlFields("attributes", node.get(), ATTRIBUTES, problems);
        Map<Signal, String> signals = new EnumMap<>(Signal.class);
        SIGNALS.forEach((field, signal) -> named.text(field).ifPresent(text -> signals.put(signal, text)));
        return new StepAttributes(named.text("step"), signals);
    }
}
