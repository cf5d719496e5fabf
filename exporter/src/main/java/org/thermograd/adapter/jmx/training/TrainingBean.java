package org.thermograd.adapter.jmx.training;

import java.io.IOException;
import java.rmi.UnmarshalException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.IntrospectionException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeErrorException;
import javax.management.RuntimeMBeanException;
import org.thermograd.domain.training.Signal;
import org.thermograd.domain.training.TrainingStep;

/** The MBean of a training, found once in a connection. */
final class TrainingBean {
    private static final int MOST_TRIES = 3;

    private final MBeanServerConnection server;
    private final ObjectName name;
    private final AttributePath step;
    private final Map<Signal, AttributePath> signals;
    private final List<String> missing;
    private final String[] asked;

    private TrainingBean(
            MBeanServerConnection server,
            ObjectName name,
            AttributePath step,
            Map<Signal, AttributePath> signals,
            List<String> missing) {
        this.server = server;
        this.name = name;
        this.step = step;
        this.signals = signals;
        this.missing = missing;
        this.asked = asked(step, signals);
    }

    /** The step again at the end shows whether it was still the same one; a composite is of one moment anyway. */
    private static String[] asked(AttributePath step, Map<Signal, AttributePath> signals) {
        Set<String> distinct = new LinkedHashSet<>(List.of(step.attribute()));
        signals.values().forEach(path -> distinct.add(path.attribute()));
        List<String> asked = new ArrayList<>(distinct);
        if (asked.size() > 1) {
            asked.add(step.attribute());
        }
        return asked.toArray(String[]::new);
    }

    /**
     * Finds the MBean and what it has of a step.
     *
     * @throws SourceException if there is none, more than one, or one that shows no step
     * @throws IOException if the connection fails
     */
    static TrainingBean find(MBeanServerConnection server, ObjectName object, StepAttributes attributes)
            throws IOException {
        ObjectName name = object.isPattern() ? only(object, server.queryNames(object, null)) : object;
        Set<String> offered = offered(server, name);
        String stepText = attributes.step().orElse(StepAttributes.STEP);
        AttributePath step = AttributePath.of(stepText, offered)
                .orElseThrow(
                        () -> new SourceException(name + " must have the attribute " + stepText + ", has " + offered));
        Map<Signal, AttributePath> signals = new EnumMap<>(Signal.class);
        List<String> missing = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            Optional<String> named = Optional.ofNullable(attributes.signals().get(signal));
            String text = named.orElse(String.valueOf(StepAttributes.USUAL.get(signal)));
            Optional<AttributePath> path = AttributePath.of(text, offered);
            path.ifPresent(found -> signals.put(signal, found));
            if (path.isEmpty() && named.isPresent()) {
                missing.add(name + " must have the attribute " + text + ", has " + offered);
            }
        }
        if (signals.isEmpty()) {
            throw new SourceException(
                    missing.isEmpty()
                            ? name + " must have a signal, such as the attribute Loss or GradNorm, has " + offered
                            : String.join("; ", missing));
        }
        return new TrainingBean(server, name, step, signals, missing);
    }

    private static ObjectName only(ObjectName pattern, Set<ObjectName> found) throws SourceException {
        if (found.size() != 1) {
            throw new SourceException("one MBean must match object-name " + pattern + ", got "
                    + (found.isEmpty() ? "none" : found.size() + ": " + new TreeSet<>(found)));
        }
        return found.iterator().next();
    }

    private static Set<String> offered(MBeanServerConnection server, ObjectName name) throws IOException {
        try {
            return Arrays.stream(server.getMBeanInfo(name).getAttributes())
                    .filter(MBeanAttributeInfo::isReadable)
                    .map(MBeanAttributeInfo::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (InstanceNotFoundException e) {
            throw gone(name, e);
        } catch (IntrospectionException | ReflectionException e) {
            throw SourceException.of(e);
        }
    }

    private static SourceException gone(ObjectName name, InstanceNotFoundException cause) {
        return new SourceException("there is no MBean " + name, cause);
    }

    /**
     * Reads the step that it shows now.
     *
     * @return the step; empty if there is none yet (a negative number), or each try saw it change
     * @throws SourceException if the MBean is gone or its number of the step cannot be read
     * @throws IOException if the connection fails
     */
    Optional<StepReading> read() throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            List<Attribute> given = given();
            Map<String, Attribute> first = new LinkedHashMap<>();
            given.forEach(one -> first.putIfAbsent(one.getName(), one));
            long number = number(value(first, step));
            if (number < 0) {
                return Optional.empty();
            }
            if (stayed(number, given)) {
                return Optional.of(reading(number, first));
            }
        }
        return Optional.empty();
    }

    private boolean stayed(long number, List<Attribute> given) throws SourceException {
        Attribute end = given.isEmpty() ? null : given.get(given.size() - 1);
        return end == null || !end.getName().equals(step.attribute()) || number(step.number(end.getValue())) == number;
    }

    private List<Attribute> given() throws IOException {
        try {
            return server.getAttributes(name, asked).asList();
        } catch (UnmarshalException e) {
            // One value of a class that is not taken from others; they are asked for one by one.
            return List.of();
        } catch (InstanceNotFoundException e) {
            throw gone(name, e);
        } catch (ReflectionException e) {
            throw SourceException.of(e);
        }
    }

    private StepReading reading(long number, Map<String, Attribute> given) throws IOException {
        Map<Signal, Double> values = new EnumMap<>(Signal.class);
        List<String> problems = new ArrayList<>(missing);
        for (Map.Entry<Signal, AttributePath> signal : signals.entrySet()) {
            try {
                values.put(signal.getKey(), value(given, signal.getValue()).doubleValue());
            } catch (SourceException e) {
                problems.add(e.toString());
            }
        }
        return new StepReading(number, values, problems);
    }

    private Number value(Map<String, Attribute> given, AttributePath path) throws IOException {
        Attribute attribute = given.get(path.attribute());
        return path.number(attribute == null ? alone(path) : attribute.getValue());
    }

    /** What an MBean cannot give is left out without a word; asked for alone, it says why. */
    private Object alone(AttributePath path) throws IOException {
        try {
            return server.getAttribute(name, path.attribute());
        } catch (InstanceNotFoundException e) {
            throw gone(name, e);
        } catch (AttributeNotFoundException e) {
            throw new SourceException(path.text() + " is gone", e);
        } catch (MBeanException | RuntimeMBeanException | RuntimeErrorException | ReflectionException e) {
            Throwable cause = SourceException.root(e);
            throw new SourceException(
                    path.text() + " throws " + cause.getClass().getSimpleName() + ": " + cause.getMessage(), e);
        } catch (UnmarshalException e) {
            throw new SourceException(path.text() + " must be a number, got what is of no class of JMX", e);
        }
    }

    private long number(Number value) throws SourceException {
        double number = value.doubleValue();
        if (number > TrainingStep.MAX_STEP || number != Math.rint(number) || Double.isInfinite(number)) {
            throw new SourceException(
                    step.text() + " must be a whole number up to " + TrainingStep.MAX_STEP + ", got " + value);
        }
        return value.longValue();
    }
}
