package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the page of metrics shows as MBeans, which come and go with what they are about. They are looked over with each page that
 * is collected for a reader, and where {@link #changed} is called. Thread-safe.
 */
public final class Beans implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(Beans.class);

    private final MBeanServer server;
    private final Lane front = new Lane("jmx-beans");
    private final PageCache pages;
    private final ObjectName rootName;
    private final EmittingBean root;

    /** Those that are registered, without those whose name another exporter in this Java machine has. */
    @GuardedBy("this")
    private final Set<ObjectName> ours = new HashSet<>();

    @GuardedBy("this")
    private boolean closed;

    /** Those that were wanted last. Read without a lock: a page is collected under one, which a registration takes too. */
    private volatile Set<ObjectName> followed = Set.of();

    /**
     * Makes beans that are not registered yet.
     *
     * @param server where they are registered
     * @param root which bean is always there
     * @param source collects all series of one moment, from any thread
     * @param operations what the bean that is always there may be asked for
     * @param nanoTicker elapsed time
     */
    Beans(
            MBeanServer server,
            RootBean root,
            Supplier<List<BeanSeries>> source,
            List<BeanOperation> operations,
            LongSupplier nanoTicker) {
        this.server = requireNonNull(server, "server");
        this.pages = new PageCache(source, nanoTicker, this::compare);
        this.rootName = BeanNames.root(root);
        this.root = new EmittingBean(root, pages::recent, front, operations);
    }

    /** Registers beans with the server of this Java machine, which programs on this host reach by attaching to it. */
    public static Beans onPlatform(
            RootBean root, Supplier<List<BeanSeries>> source, List<BeanOperation> operations, LongSupplier nanoTicker) {
        Beans beans = new Beans(ManagementFactory.getPlatformMBeanServer(), root, source, operations, nanoTicker);
        beans.open();
        return beans;
    }

    /** Registers the bean that is always there, and soon those that are there now. */
    synchronized void open() {
        register(rootName, root);
        changed();
    }

    /** Says that something has come or gone: beans follow soon. */
    public void changed() {
        front.submit(pages::collect);
    }

    /** Tells listeners of an event, soon. */
    public void tell(BeanEvent event) {
        root.tell(event);
    }

    private void compare(BeanPage page) {
        Set<ObjectName> wanted = new HashSet<>(page.names());
        wanted.add(rootName);
        if (!wanted.equals(followed)) {
            front.submit(() -> follow(Set.copyOf(wanted)));
        }
    }

    private synchronized void follow(Set<ObjectName> wanted) {
        if (closed) {
            return;
        }
        followed = wanted;
        for (ObjectName known : Set.copyOf(ours)) {
            if (!wanted.contains(known)) {
                unregister(known);
            }
        }
        for (ObjectName name : wanted) {
            if (!ours.contains(name)) {
                register(name, new SeriesBean(name, pages::recent));
            }
        }
    }

    @GuardedBy("this")
    private void register(ObjectName name, SeriesBean bean) {
        try {
            server.registerMBean(bean, name);
            ours.add(name);
        } catch (InstanceAlreadyExistsException e) {
            logger.debug("event=bean_taken name={}", name);
        } catch (JMException e) {
            logger.warn("event=bean_failed name={}", name, e);
        }
    }

    @GuardedBy("this")
    private void unregister(ObjectName name) {
        ours.remove(name);
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            logger.debug("event=bean_gone name={}", name);
        } catch (JMException e) {
            logger.warn("event=bean_failed name={}", name, e);
        }
    }

    /** Takes all beans away. */
    @Override
    public synchronized void close() {
        closed = true;
        Set.copyOf(ours).forEach(this::unregister);
        front.close();
    }
}
