package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import javax.management.MBeanOperationInfo;
import javax.management.openmbean.OpenMBeanOperationInfoSupport;
import javax.management.openmbean.SimpleType;

/**
 * Something that a bean is asked for and that changes nothing.
 *
 * @param name how it is called
 * @param description one sentence for its users, not blank
 * @param text returns the answer, on the thread of whoever asks
 */
public record BeanOperation(String name, String description, Text text) {
    /** An answer. */
    @FunctionalInterface
    public interface Text {
        /**
         * Returns it.
         *
         * @throws IOException if there is none; its message is for whoever asks
         */
        String read() throws IOException;
    }

    public BeanOperation {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(text, "text");
    }

    OpenMBeanOperationInfoSupport info() {
        return new OpenMBeanOperationInfoSupport(name, description, null, SimpleType.STRING, MBeanOperationInfo.INFO);
    }
}
