package org.example.trainer;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ObjectName;

/**
 * The newest step as an MBean. Attributes that are asked for together ({@code getAttributes}) are of one step.
 * Before the first step {@code Step} is -1, and the others are not there.
 */
final class TrainingBean implements DynamicMBean, Consumer<Step>, AutoCloseable {
    private final ObjectName name;
    private volatile Map<String, Number> values = Map.of("Step", -1L);

    /** Shows a run as {@code org.example:type=Training,name=RUN}. */
    TrainingBean(String run) throws JMException {
        name = new ObjectName("org.example:type=Training,name=" + run);
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
    }

    @Override
    public void accept(Step step) {
        Map<String, Number> next = new LinkedHashMap<>();
        next.put("Step", step.number());
        next.put("Timestamp", step.timestamp());
        next.put("Loss", step.loss());
        next.put("GradNorm", step.gradNorm());
        next.put("LearningRate", step.learningRate());
        values = next;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        Number value = values.get(attribute);
        if (value == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return value;
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        Map<String, Number> of = values;
        AttributeList list = new AttributeList();
        for (String attribute : attributes) {
            if (of.containsKey(attribute)) {
                list.add(new Attribute(attribute, of.get(attribute)));
            }
        }
        return list;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = {
            attribute("Step", "long", "number of the newest step, from 1; -1 before that"),
            attribute("Timestamp", "double", "when its gradients were there, in seconds since 1970"),
            attribute("Loss", "double", "loss of its batch"),
            attribute("GradNorm", "double", "global L2 norm of its gradients, before clipping"),
            attribute("LearningRate", "double", "learning rate that its update uses")
        };
        return new MBeanInfo(
                TrainingBean.class.getName(), "The newest step of a training", attributes, null, null, null);
    }

    private static MBeanAttributeInfo attribute(String name, String type, String description) {
        return new MBeanAttributeInfo(name, type, description, true, false, false);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("nothing can be written");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] arguments, String[] signature) {
        throw new UnsupportedOperationException("there are no operations");
    }

    @Override
    public void close() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }
}
