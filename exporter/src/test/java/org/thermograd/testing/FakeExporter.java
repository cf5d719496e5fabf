package org.thermograd.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * An exporter of which it is known beforehand what happens: it writes what a scrape at any time would have stored. Its
 * runs make a step each second and push it at once. Times are seconds. Confined to one thread.
 */
public final class FakeExporter {
    private static final int SLOTS = 16;

    private final String target;
    private final List<FakeRun> runs = new ArrayList<>();
    private final List<FakeDevice> devices = new ArrayList<>();
    private final Map<String, Double> latencies = new TreeMap<>();
    private String hardware = "real";
    private double skewSeconds = 0.002;

    /**
     * Makes an exporter.
     *
     * @param target the labels of the scrape, as in the text format
     */
    public FakeExporter(String target) {
        this.target = target;
    }

    /** Sets where its hardware data comes from. */
    @CanIgnoreReturnValue
    public FakeExporter hardware(String source) {
        hardware = source;
        return this;
    }

    /** Sets the clock skew of its runs. */
    @CanIgnoreReturnValue
    public FakeExporter skew(double seconds) {
        skewSeconds = seconds;
        return this;
    }

    /** Publishes how late collapses for a reason are found. */
    @CanIgnoreReturnValue
    public FakeExporter latency(String reason, double seconds) {
        latencies.put(reason, seconds);
        return this;
    }

    /** A run that trains from one second to another, both inclusive. */
    public FakeRun run(String name, long from, long to) {
        FakeRun run = new FakeRun(name, from, to);
        runs.add(run);
        return run;
    }

    /** A device with one reason that can be observed, or none. */
    public FakeDevice device(String device, String uuid, String reason) {
        FakeDevice one = new FakeDevice(device, uuid, reason);
        devices.add(one);
        return one;
    }

    /** What a run does. */
    public static final class FakeRun {
        private final String name;
        private final long from;
        private final long to;
        private double[] spikes = {};
        private List<String> devices = List.of();
        private LongUnaryOperator norm = step -> 40 + step % 3;
        private LongUnaryOperator step = time -> time;
        private long[] throttledFrom = {};
        private boolean unwatched;

        private FakeRun(String name, long from, long to) {
            this.name = name;
            this.from = from;
            this.to = to;
        }

        /** Sets when its spikes begin, ascending. */
        @CanIgnoreReturnValue
        public FakeRun spikes(double... seconds) {
            spikes = seconds.clone();
            return this;
        }

        /** Sets the labels of the devices that it says it trains on, such as {@code device="gpu0",uuid="GPU-1"}. */
        @CanIgnoreReturnValue
        public FakeRun devices(String... labels) {
            devices = Arrays.asList(labels);
            return this;
        }

        /** Sets its gradient norm by second. */
        @CanIgnoreReturnValue
        public FakeRun norm(LongUnaryOperator bySecond) {
            norm = bySecond;
            return this;
        }

        /** Sets the seconds from which on a device is throttled for half a minute, and steps take 1.5 s in place of 1. */
        @CanIgnoreReturnValue
        public FakeRun throttled(long... seconds) {
            throttledFrom = seconds.clone();
            return this;
        }

        /** The exporter would price episodes, but watches no device with which it could. */
        @CanIgnoreReturnValue
        public FakeRun unwatched() {
            unwatched = true;
            return this;
        }

        private boolean isThrottled(long second) {
            return Arrays.stream(throttledFrom).anyMatch(from -> from <= second && second < from + 30);
        }

        /** Sets the number of its step by second. */
        @CanIgnoreReturnValue
        public FakeRun step(LongUnaryOperator bySecond) {
            step = bySecond;
            return this;
        }
    }

    /** What a device does. */
    public static final class FakeDevice {
        private final String labels;
        private final String reason;
        private boolean observable = true;
        private long observableFrom = Long.MIN_VALUE;
        private double[][] collapses = {};
        private Optional<LongToDoubleFunction> celsius = Optional.empty();

        private FakeDevice(String device, String uuid, String reason) {
            this.labels = "device=\"" + device + "\"" + (uuid.isEmpty() ? "" : ",uuid=\"" + uuid + "\"");
            this.reason = reason;
        }

        /** No collapse can be seen, ever. */
        @CanIgnoreReturnValue
        public FakeDevice blind() {
            observable = false;
            return this;
        }

        /** Collapses can be seen from a second on. */
        @CanIgnoreReturnValue
        public FakeDevice observableFrom(long second) {
            observableFrom = second;
            return this;
        }

        /** Sets its temperature by second. */
        @CanIgnoreReturnValue
        public FakeDevice celsius(LongToDoubleFunction bySecond) {
            celsius = Optional.of(bySecond);
            return this;
        }

        /** Sets onset and end of each collapse. */
        @CanIgnoreReturnValue
        public FakeDevice collapses(double[]... onsetsAndEnds) {
            collapses = onsetsAndEnds.clone();
            return this;
        }
    }

    /**
     * Scrapes the exporter.
     *
     * @param pages where the samples go
     * @param from the first scrape
     * @param to no scrape comes after this
     * @param interval between scrapes
     * @param started when the process started; it knows nothing of before
     */
    public void scrape(ScrapedPages pages, long from, long to, long interval, long started) {
        for (long now = from; now <= to; now += interval) {
            long time = now;
            pages.add("thermograd_build_info", target + ",version=\"1\"", 1, 1000 * now);
            pages.add("thermograd_sample_period_seconds", target, 1, 1000 * now);
            pages.add(
                    "thermograd_source_info",
                    target + ",hardware=\"" + hardware + "\",training=\"real\"",
                    1,
                    1000 * now);
            latencies.forEach((reason, seconds) -> pages.add(
                    "thermograd_collapse_detector_latency_seconds",
                    target + ",reason=\"" + reason + "\"",
                    seconds,
                    1000 * time));
            runs.forEach(run -> scrape(pages, run, time, started));
            devices.forEach(device -> scrape(pages, device, time, started));
        }
    }

    private void scrape(ScrapedPages pages, FakeRun run, long now, long started) {
        long from = Math.max(run.from, started);
        long last = Math.min(run.to, now);
        if (last < from || now > run.to + 86_400) {
            return;
        }
        String labels = target + ",run=\"" + run.name + "\"";
        long millis = 1000 * now;
        pages.add("thermograd_training_run_info", labels + ",model=\"luna\"", 1, millis);
        pages.add("thermograd_training_last_push_timestamp_seconds", labels, last + 0.1, millis);
        if (now > run.to + 300) {
            return;
        }
        double sum = 0;
        double max = 0;
        for (long second = from; second <= last; second++) {
            sum += run.norm.applyAsLong(second);
            max = second > last - 60 ? Math.max(max, (double) run.norm.applyAsLong(second)) : max;
        }
        double[] spikes = Arrays.stream(run.spikes)
                .filter(spike -> spike >= from && spike <= last)
                .toArray();
        pages.add("thermograd_training_run_start_timestamp_seconds", labels, from, millis);
        pages.add("thermograd_training_steps_total", labels, last - from + 1, millis);
        pages.add("thermograd_training_grad_spike_steps_total", labels, spikes.length, millis);
        pages.add("thermograd_training_grad_spikes_total", labels, spikes.length, millis);
        pages.add("thermograd_training_nonfinite_total", labels + ",signal=\"grad_norm\"", 0, millis);
        pages.add("thermograd_training_nonfinite_total", labels + ",signal=\"loss\"", 3, millis);
        pages.add("thermograd_training_steps_unexamined_total", labels, 20, millis);
        pages.add("thermograd_training_step_grad_norm_count", labels, last - from + 1, millis);
        pages.add("thermograd_training_step_grad_norm_sum", labels, sum, millis);
        scrapeStepTimes(pages, run, from, last, labels, millis);
        if (run.unwatched) {
            pages.add("thermograd_training_watched_seconds_total", labels, 0, millis);
        }
        run.devices.forEach(
                device -> pages.add("thermograd_training_run_device_info", labels + "," + device, 1, millis));
        for (int event = Math.max(0, spikes.length - SLOTS); event < spikes.length; event++) {
            pages.add("thermograd_training_spike_onset_timestamp_seconds", labels + slot(event), spikes[event], millis);
        }
        if (now <= run.to) {
            pages.add("thermograd_training_step", labels, run.step.applyAsLong(last), millis);
            pages.add("thermograd_training_grad_norm", labels, run.norm.applyAsLong(last), millis);
            pages.add("thermograd_training_grad_norm_window_max", labels + ",window=\"60s\"", max, millis);
            pages.add("thermograd_training_clock_skew_seconds", labels, skewSeconds, millis);
        }
    }

    /** The clear steps take 1 s, those that are throttled 1.5 s; both lie in the middle of their bucket. */
    private static void scrapeStepTimes(
            ScrapedPages pages, FakeRun run, long from, long last, String labels, long millis) {
        if (run.throttledFrom.length == 0) {
            return;
        }
        long throttled =
                LongStream.rangeClosed(from, last).filter(run::isThrottled).count();
        Map<String, long[]> steps = Map.of(
                "clear",
                        new long[] {
                            0, last - from + 1 - throttled, last - from + 1 - throttled, last - from + 1 - throttled
                        },
                "throttled", new long[] {0, 0, throttled, throttled});
        String name = "thermograd_training_step_duration_seconds";
        steps.forEach((condition, atMost) -> {
            String own = labels + ",condition=\"" + condition + "\"";
            List<String> bounds = List.of("0.75", "1.25", "1.75", "+Inf");
            for (int i = 0; i < atMost.length; i++) {
                pages.add(name + "_bucket", own + ",le=\"" + bounds.get(i) + "\"", atMost[i], millis);
            }
            pages.add(name + "_sum", own, atMost[3] * (condition.equals("clear") ? 1 : 1.5), millis);
            pages.add(name + "_count", own, atMost[3], millis);
        });
    }

    private void scrape(ScrapedPages pages, FakeDevice device, long now, long started) {
        String labels = target + "," + device.labels + ",reason=\"" + device.reason + "\"";
        long millis = 1000 * now;
        boolean observable = device.observable && now >= device.observableFrom;
        pages.add("thermograd_collapse_observable", labels, observable ? 1 : 0, millis);
        device.celsius.ifPresent(bySecond -> pages.add(
                "thermograd_gpu_temperature_celsius",
                target + "," + device.labels + ",sensor=\"core\"",
                bySecond.applyAsDouble(now),
                millis));
        if (!observable) {
            return;
        }
        double[][] known = Arrays.stream(device.collapses)
                .filter(collapse -> collapse[0] >= started && collapse[0] <= now)
                .toArray(double[][]::new);
        boolean active = Arrays.stream(device.collapses).anyMatch(collapse -> collapse[0] <= now && now <= collapse[1]);
        pages.add("thermograd_collapses_total", labels, known.length, millis);
        pages.add("thermograd_collapse_active", labels, active ? 1 : 0, millis);
        pages.add(
                "thermograd_collapse_observed_seconds_total",
                labels,
                now - Math.max(started, device.observableFrom),
                millis);
        for (int event = Math.max(0, known.length - SLOTS); event < known.length; event++) {
            pages.add("thermograd_collapse_onset_timestamp_seconds", labels + slot(event), known[event][0], millis);
            pages.add(
                    "thermograd_collapse_end_timestamp_seconds",
                    labels + slot(event),
                    Math.min(known[event][1], (double) now),
                    millis);
        }
    }

    private static String slot(int event) {
        return String.format(Locale.ROOT, ",slot=\"%02d\"", event % SLOTS);
    }
}
