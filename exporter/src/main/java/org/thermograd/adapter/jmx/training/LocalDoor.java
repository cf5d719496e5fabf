package org.thermograd.adapter.jmx.training;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnector;

/**
 * Attaches to a JVM of the same user on this host, whose own agent then answers on the loopback interface.
 *
 * @param mainClass its main class, or the name of its jar
 */
record LocalDoor(String mainClass) implements Door {
    private static final String STUB = "/stub/";

    @Override
    public Link open() throws IOException {
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw new SourceException("main-class needs a Java with the module jdk.attach");
        }
        List<VirtualMachineDescriptor> found = VirtualMachine.list().stream()
                .filter(machine -> isMeant(machine.displayName()))
                .toList();
        if (found.size() != 1) {
            throw new SourceException("one process of this user must have main-class " + mainClass + ", got "
                    + (found.isEmpty()
                            ? "none"
                            : found.stream().map(VirtualMachineDescriptor::id).collect(Collectors.joining(", "))));
        }
        JMXServiceURL url = new JMXServiceURL(agent(found.get(0)));
        if (!url.getURLPath().startsWith(STUB)) {
            throw new SourceException("process " + found.get(0).id() + " must give a stub, got " + url.getURLPath());
        }
        return Connections.connect(new RMIConnector(url, Connections.environment(Optional.empty())));
    }

    private static String agent(VirtualMachineDescriptor found) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(found);
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new SourceException("process " + found.id() + " cannot be attached to: " + e.getMessage(), e);
        }
    }

    /** A process is shown with its main class, or the path of its jar, and its arguments. */
    boolean isMeant(String displayName) {
        String first = displayName.strip().split("\\s+", 2)[0];
        return first.equals(mainClass)
                || (first.endsWith(".jar")
                        && Optional.ofNullable(Path.of(first).getFileName())
                                .filter(file -> file.toString().equals(mainClass))
                                .isPresent());
    }
}
