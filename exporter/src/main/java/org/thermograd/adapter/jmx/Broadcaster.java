package org.thermograd.adapter.jmx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;

/**
 * Gives notifications to listeners, to each in order and on a {@link Lane} of its own, so that one that is slow, or never returns,
 * keeps nobody waiting. Thread-safe.
 */
final class Broadcaster extends NotificationBroadcasterSupport {
    private final Map<NotificationListener, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicLong dropped;

    /**
     * Makes one without listeners.
     *
     * @param dropped counts what a listener was too slow for
     */
    Broadcaster(AtomicLong dropped) {
        this.dropped = dropped;
    }

    @Override
    protected void handleNotification(
            NotificationListener listener, Notification notification, @Nullable Object handback) {
        Lane lane = lanes.computeIfAbsent(listener, any -> new Lane("jmx-listener"));
        if (!lane.submit(() -> listener.handleNotification(notification, handback))) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
        super.removeNotificationListener(listener);
        forget(listener);
    }

    @Override
    public void removeNotificationListener(
            NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
            throws ListenerNotFoundException {
        super.removeNotificationListener(listener, filter, handback);
        forget(listener);
    }

    private void forget(NotificationListener listener) {
        Lane lane = lanes.remove(listener);
        if (lane != null) {
            lane.close();
        }
    }
}
