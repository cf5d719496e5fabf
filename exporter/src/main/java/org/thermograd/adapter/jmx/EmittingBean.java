package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;

/**
 * The bean that is always there, and tells of events. Whoever reports one never waits; numbers of notifications ascend by one, so
 * that a gap shows what was dropped. Thread-safe.
 */
final class EmittingBean extends SeriesBean implements NotificationEmitter {
    private static final String DROPPED = "NotificationsDropped";

    private final RootBean root;
    private final Lane front;
    private final List<BeanOperation> operations;
    private final AtomicLong dropped = new AtomicLong();
    private final Broadcaster broadcaster = new Broadcaster(dropped);

    @GuardedBy("this")
    private long newest;

    /**
     * Makes the bean.
     *
     * @param front where filters of listeners are asked
     * @param operations what it may be asked for
     */
    EmittingBean(RootBean root, Supplier<BeanPage> pages, Lane front, List<BeanOperation> operations) {
        super(BeanNames.root(root), pages);
        this.root = root;
        this.front = requireNonNull(front, "front");
        this.operations = operations.stream()
                .sorted(Comparator.comparing(BeanOperation::name))
                .toList();
    }

    /** Tells all listeners of an event, soon. */
    synchronized void tell(BeanEvent event) {
        long number = ++newest;
        if (!front.submit(() -> broadcaster.sendNotification(notification(event, number)))) {
            dropped.incrementAndGet();
        }
    }

    private Notification notification(BeanEvent event, long number) {
        String type = event.type().id();
        Notification notification = new Notification(type, BeanNames.root(root), number, event.message());
        notification.setUserData(Composites.of(type, event.type().description(), event.data()));
        return notification;
    }

    @Override
    SortedMap<String, BeanValue> attributes() {
        SortedMap<String, BeanValue> all = new TreeMap<>(super.attributes());
        all.put(DROPPED, new DroppedValue(dropped.get()));
        return all;
    }

    @Override
    List<BeanOperation> operations() {
        return operations;
    }

    @Override
    MBeanNotificationInfo[] notifications() {
        return Arrays.stream(EventType.values())
                .filter(type -> type.teller() == root)
                .map(type -> new MBeanNotificationInfo(
                        new String[] {type.id()}, Notification.class.getName(), type.description()))
                .toArray(MBeanNotificationInfo[]::new);
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return notifications();
    }

    @Override
    public void addNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback) {
        broadcaster.addNotificationListener(listener, filter, handback);
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        broadcaster.removeNotificationListener(listener);
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
            throws ListenerNotFoundException {
        broadcaster.removeNotificationListener(listener, filter, handback);
    }
}
