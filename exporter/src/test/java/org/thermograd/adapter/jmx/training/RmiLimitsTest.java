package org.thermograd.adapter.jmx.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Attribute;
import javax.management.AttributeList;
import org.junit.jupiter.api.Test;

class RmiLimitsTest {
    private static Object copy(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            in.setObjectInputFilter(RmiLimits.FILTER);
            return in.readObject();
        }
    }

    @Test
    void takesWhatJmxIsMadeOf() throws IOException, ClassNotFoundException {
        AttributeList list = new AttributeList(List.of(new Attribute("Loss", 2.5), new Attribute("Step", 7L)));

        assertThat(copy(list)).isEqualTo(list);
        assertThat(copy(new AtomicLong(4))).hasToString("4");
        assertThat(copy(new Trainer().with("Loss", 1).getMBeanInfo()))
                .isEqualTo(new Trainer().with("Loss", 1).getMBeanInfo());
        assertThat(copy(new SecurityException("no"))).isInstanceOf(SecurityException.class);
    }

    @Test
    void refusesAnythingElse() {
        for (Object foreign : List.of(
                new InvalidTrainingFileException(List.of("x")),
                new java.net.InetSocketAddress(1),
                new double[60_000])) {
            assertThatExceptionOfType(InvalidClassException.class).isThrownBy(() -> copy(foreign));
        }
    }
}
