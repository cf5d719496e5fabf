package org.thermograd.adapter.jmx.training;

import java.io.ObjectInputFilter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process takes from another JVM over RMI: answers in time, and of few classes. RMI has this for a whole process only. */
public final class RmiLimits {
    /** How long an answer, a connection or a handshake may take. */
    static final int TIMEOUT_MILLIS = 5_000;

    /**
     * What JMX is made of: values, open types, descriptions of MBeans, failures and stubs. Anything else is refused
     * before it is made; so are answers of no reasonable size.
     */
    static final ObjectInputFilter FILTER = ObjectInputFilter.Config.createFilter(String.join(
            ";",
            "maxbytes=4194304",
            "maxdepth=32",
            "maxrefs=50000",
            "maxarray=50000",
            "java.lang.*",
            "java.lang.reflect.*",
            "java.math.*",
            "java.util.*",
            "java.util.concurrent.atomic.*",
            "java.io.EOFException",
            "java.io.InvalidClassException",
            "java.io.IOException",
            "java.io.NotSerializableException",
            "java.io.ObjectStreamException",
            "java.net.ConnectException",
            "javax.management.*",
            "javax.management.modelmbean.*",
            "javax.management.openmbean.*",
            "javax.management.remote.*",
            "javax.management.remote.rmi.*",
            "javax.rmi.ssl.SslRMIClientSocketFactory",
            "java.security.AccessControlException",
            "java.security.GeneralSecurityException",
            "javax.security.auth.login.*",
            "java.rmi.*",
            "java.rmi.dgc.*",
            "java.rmi.server.ObjID",
            "java.rmi.server.RemoteObject",
            "java.rmi.server.RemoteObjectInvocationHandler",
            "java.rmi.server.RemoteStub",
            "java.rmi.server.UID",
            "!*"));

    private static final Logger logger = LoggerFactory.getLogger(RmiLimits.class);

    private static final List<String> TIMEOUTS =
            List.of("sun.rmi.transport.tcp.responseTimeout", "sun.rmi.transport.tcp.handshakeTimeout");

    private RmiLimits() {}

    /** Sets them for this process, before anything of RMI is used. What the command line of Java has set stays. */
    public static void install() {
        TIMEOUTS.forEach(name -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, Integer.toString(TIMEOUT_MILLIS));
            }
        });
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(FILTER);
        } else {
            logger.info("event=jmx_training_filter_kept reason=\"jdk.serialFilter is set\"");
        }
    }
}
