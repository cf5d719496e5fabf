package org.thermograd.app.correlate.service;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.exposition.collector.CorrelationStatus;
import org.thermograd.adapter.jmx.BeanEvent;
import org.thermograd.adapter.jmx.Beans;
import org.thermograd.adapter.jmx.EventType;
import org.thermograd.domain.analysis.study.CorrelatedRun;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.analysis.verdict.Verdict;

/** Tells beans the verdict of each run of a window that was looked at, once they are open. */
final class VerdictNews implements Consumer<CorrelationStatus.Window> {
    private volatile @Nullable Beans beans;

    /** Tells these beans from now on. */
    void open(Beans opened) {
        beans = opened;
    }

    @Override
    public void accept(CorrelationStatus.Window window) {
        Beans told = beans;
        if (told != null) {
            window.runs().forEach(run -> told.tell(event(window, run)));
            told.changed();
        }
    }

    /** Makes the event of one run; one of which nothing could be judged is not estimable. */
    static BeanEvent event(CorrelationStatus.Window window, CorrelatedRun run) {
        String verdict = run.analysis()
                .map(analysis -> analysis.verdict().code())
                .orElse(Verdict.Code.NOT_ESTIMABLE)
                .name();
        Map<String, Object> data = new TreeMap<>();
        data.put("run", run.run());
        data.put("verdict", verdict);
        data.put("from", window.from().toString());
        data.put("to", window.to().toString());
        run.analysis().ifPresent(analysis -> {
            add("qForward", analysis.forward(), data);
            add("qBackward", analysis.backward(), data);
        });
        return BeanEvent.of(EventType.VERDICT, "run " + run.run() + ": " + verdict, data);
    }

    private static void add(String name, Optional<TestedDirection> direction, Map<String, Object> data) {
        direction.ifPresent(tested -> tested.q().ifPresent(q -> data.put(name, q)));
    }
}
