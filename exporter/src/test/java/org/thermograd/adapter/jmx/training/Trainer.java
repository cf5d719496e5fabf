package org.thermograd.adapter.jmx.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import org.jspecify.annotations.Nullable;

/** An MBean whose attributes a test makes up. It answers as the MBeans of the JDK do: what fails is left out. */
final class Trainer implements DynamicMBean {
    private final Map<String, Supplier<@Nullable Object>> attributes = new LinkedHashMap<>();

    Trainer with(String name, @Nullable Object value) {
        return giving(name, () -> value);
    }

    Trainer giving(String name, Supplier<@Nullable Object> value) {
        attributes.put(name, value);
        return this;
    }

    void without(String name) {
        attributes.remove(name);
    }

    @Override
    public @Nullable Object getAttribute(String name) throws AttributeNotFoundException {
        return Optional.ofNullable(attributes.get(name))
                .orElseThrow(() -> new AttributeNotFoundException(name))
                .get();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList list = new AttributeList();
        for (String name : names) {
            try {
                list.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException | IllegalStateException e) {
                // Left out.
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AttributeList setAttributes(AttributeList list) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object invoke(String action, Object[] arguments, String[] signature) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] infos = attributes.keySet().stream()
                .map(name -> new MBeanAttributeInfo(name, "java.lang.Object", name, true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(Trainer.class.getName(), "a training", infos, null, null, null);
    }
}
