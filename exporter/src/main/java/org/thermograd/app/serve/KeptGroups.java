package org.thermograd.app.serve;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.http.pushgateway.GroupJournal;
import org.thermograd.adapter.http.pushgateway.GroupReplay;
import org.thermograd.adapter.http.pushgateway.PushedGroups;
import org.thermograd.adapter.state.DataSync;
import org.thermograd.adapter.state.GroupLog;
import org.thermograd.adapter.state.StateException;
import org.thermograd.adapter.state.StateFolder;
import org.thermograd.domain.ingest.NotStoredException;

/** Keeps the groups of the Pushgateway protocol in a folder. */
final class KeptGroups implements GroupJournal, AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(KeptGroups.class);

    private final GroupLog log;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "groups");
        thread.setDaemon(true);
        return thread;
    });

    private KeptGroups(GroupLog log) {
        this.log = log;
    }

    /**
     * Makes groups what a folder holds, and keeps there what comes.
     *
     * @throws StateException if the folder cannot be used
     */
    static KeptGroups open(StateFolder folder, DataSync sync, PushedGroups groups) throws StateException {
        KeptGroups kept = new KeptGroups(GroupLog.open(folder, sync, entry -> replay(groups, entry)));
        try {
            groups.keepIn(kept);
        } catch (NotStoredException e) {
            throw new StateException(String.valueOf(e.getMessage()), e);
        }
        Future<?> unused = kept.worker.scheduleWithFixedDelay(() -> kept.tidy(groups), 1, 1, TimeUnit.SECONDS);
        return kept;
    }

    private static void replay(PushedGroups groups, byte[] entry) {
        try {
            GroupReplay.replay(entry, groups);
        } catch (IOException e) {
            logger.error("event=group_lost reason=\"{}\"", String.valueOf(e.getMessage()));
        }
    }

    private void tidy(PushedGroups groups) {
        log.sync();
        try {
            groups.shortenJournal();
        } catch (NotStoredException e) {
            logger.error("event=groups_rewrite_failed", e);
        }
    }

    @Override
    public void append(byte[] entry) throws NotStoredException {
        log.append(entry);
    }

    @Override
    public boolean isLong() {
        return log.isLong();
    }

    @Override
    public void rewrite(List<byte[]> entries) throws NotStoredException {
        log.rewrite(entries);
    }

    @Override
    public void close() {
        worker.shutdownNow();
        log.close();
    }
}
