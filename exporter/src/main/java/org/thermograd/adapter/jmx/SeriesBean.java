package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenMBeanOperationInfo;
import org.jspecify.annotations.Nullable;

/**
 * The series with one set of labels as attributes that can be read. Which there are changes: absent is absent. Thread-safe.
 */
class SeriesBean implements DynamicMBean {
    private static final String DESCRIPTION = "What the page of metrics shows with these labels at the same moment.";

    private final ObjectName name;
    private final Supplier<BeanPage> pages;

    SeriesBean(ObjectName name, Supplier<BeanPage> pages) {
        this.name = requireNonNull(name, "name");
        this.pages = requireNonNull(pages, "pages");
    }

    /** Returns the attributes now. */
    SortedMap<String, BeanValue> attributes() {
        return pages.get().attributes(name);
    }

    /** Returns what it tells of by itself. */
    MBeanNotificationInfo[] notifications() {
        return new MBeanNotificationInfo[0];
    }

    @Override
    public final Object getAttribute(String attribute) throws AttributeNotFoundException {
        return Optional.ofNullable(attributes().get(attribute))
                .orElseThrow(() -> new AttributeNotFoundException(
                        "attribute must be one that is there now, got " + attribute + " of " + name))
                .value();
    }

    @Override
    public final AttributeList getAttributes(String[] wanted) {
        SortedMap<String, BeanValue> now = attributes();
        AttributeList found = new AttributeList();
        for (String attribute : wanted) {
            Optional.ofNullable(now.get(attribute))
                    .ifPresent(value -> found.add(new Attribute(attribute, value.value())));
        }
        return found;
    }

    @Override
    public final void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("attribute must be read only, got a value for " + attribute.getName());
    }

    @Override
    public final AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    /** Returns what it may be asked for, sorted by name. */
    List<BeanOperation> operations() {
        return List.of();
    }

    @Override
    public final Object invoke(String operation, Object @Nullable [] parameters, String @Nullable [] signature)
            throws ReflectionException, MBeanException {
        if (signature == null || signature.length == 0) {
            for (BeanOperation one : operations()) {
                if (one.name().equals(operation)) {
                    return read(one);
                }
            }
        }
        String known = operations().isEmpty()
                ? "none"
                : operations().stream().map(BeanOperation::name).collect(Collectors.joining(", "));
        throw new ReflectionException(
                new NoSuchMethodException(operation),
                "operation must be one of " + known + ", without parameters, got " + operation);
    }

    private static Object read(BeanOperation operation) throws MBeanException {
        try {
            return operation.text().read();
        } catch (IOException e) {
            throw new MBeanException(e, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public final MBeanInfo getMBeanInfo() {
        OpenMBeanAttributeInfo[] infos = attributes().entrySet().stream()
                .map(attribute -> attribute.getValue().info(attribute.getKey()))
                .toArray(OpenMBeanAttributeInfo[]::new);
        OpenMBeanOperationInfo[] operations =
                operations().stream().map(BeanOperation::info).toArray(OpenMBeanOperationInfo[]::new);
        return new OpenMBeanInfoSupport(getClass().getName(), DESCRIPTION, infos, null, operations, notifications());
    }
}
