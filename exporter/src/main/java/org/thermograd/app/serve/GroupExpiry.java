package org.thermograd.app.serve;

import java.time.InstantSource;
import org.thermograd.adapter.http.pushgateway.PushedGroups;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;

/**
 * Forgets groups that are not pushed any more, at the pace of the sampler.
 *
 * @param groups which
 * @param clock the wall clock
 */
record GroupExpiry(PushedGroups groups, InstantSource clock) implements SnapshotListener {
    @Override
    public String name() {
        return "group_expiry";
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        groups.expire(clock.millis());
    }
}
