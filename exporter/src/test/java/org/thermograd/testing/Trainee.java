package org.thermograd.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * A program that shows a training as an MBean, and trains as it is told: a line of standard input is step, loss and
 * gradient norm, where {@code null}, {@code throws} and texts are possible too.
 */
public final class Trainee implements TrainingView {
    /** The name of the MBean. */
    public static final String NAME = "org.example:type=Training,name=trainee";

    private long step = -1;
    private String loss = "0";
    private String gradNorm = "0";

    private Trainee() {}

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException, JMException {
        Trainee trainee = new Trainee();
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new StandardMBean(trainee, TrainingView.class), new ObjectName(NAME));
        System.out.println("ready");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                trainee.train(line.split(" "));
                line = in.readLine();
            }
        }
    }

    private synchronized void train(String[] words) {
        step = Long.parseLong(words[0]);
        loss = words[1];
        gradNorm = words[2];
    }

    @Override
    public synchronized long getStep() {
        return step;
    }

    @Override
    public synchronized Object getLoss() {
        return value(loss);
    }

    @Override
    public synchronized Object getGradNorm() {
        return value(gradNorm);
    }

    private static Object value(String text) {
        if (text.equals("throws")) {
            throw new IllegalStateException("no value");
        }
        if (text.equals("null")) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
