package org.thermograd.app.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.collector.ClockCollector;
import org.thermograd.adapter.exposition.collector.GroupsCollector;
import org.thermograd.adapter.exposition.collector.HttpCollector;
import org.thermograd.adapter.exposition.collector.JvmCollector;
import org.thermograd.adapter.exposition.collector.PushMetrics;
import org.thermograd.adapter.exposition.collector.RecordingCollector;
import org.thermograd.adapter.exposition.collector.SamplingCollector;
import org.thermograd.adapter.exposition.collector.SelfCollector;
import org.thermograd.adapter.exposition.collector.StateCollector;
import org.thermograd.adapter.files.SessionRecorder;
import org.thermograd.adapter.http.CollapseRoutes;
import org.thermograd.adapter.http.Endpoint;
import org.thermograd.adapter.http.HealthRoutes;
import org.thermograd.adapter.http.KnownHosts;
import org.thermograd.adapter.http.LandingRoutes;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.adapter.http.ListenException;
import org.thermograd.adapter.http.MetricsRoutes;
import org.thermograd.adapter.http.RouteGroup;
import org.thermograd.adapter.http.ThermogradServer;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.adapter.http.otlp.OtlpRoutes;
import org.thermograd.adapter.http.push.PushAccess;
import org.thermograd.adapter.http.push.PushAdmission;
import org.thermograd.adapter.http.push.PushConfig;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.adapter.http.push.PushRoutes;
import org.thermograd.adapter.http.push.PushTokenFile;
import org.thermograd.adapter.http.pushgateway.PushedGroups;
import org.thermograd.adapter.http.pushgateway.PushgatewayRoutes;
import org.thermograd.adapter.jmx.BeanNews;
import org.thermograd.adapter.jmx.BeanOperation;
import org.thermograd.adapter.jmx.Beans;
import org.thermograd.adapter.jmx.RootBean;
import org.thermograd.adapter.jmx.training.TrainingSource;
import org.thermograd.adapter.state.RunJournal;
import org.thermograd.adapter.state.StateException;
import org.thermograd.adapter.state.StateFolder;
import org.thermograd.app.pipeline.ExpositionPage;
import org.thermograd.app.pipeline.MachineProbes;
import org.thermograd.app.pipeline.MetricBeans;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.app.pipeline.Sampler;
import org.thermograd.app.process.SteadyClock;
import org.thermograd.domain.BuildFacts;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.simulation.SimulatedProbe;

/** The exporter, wired: probes, sampler, collectors, server. */
public final class Exporter implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(Exporter.class);
    private static final int WARM_UP_RENDERS = 300;
    private static final List<Optional<String>> WARM_UP_FORMATS = List.of(
            Optional.empty(),
            Optional.of("application/openmetrics-text"),
            Optional.of("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"));

    private final Sampler sampler;
    private final Optional<JmxTraining> training;
    private final Exposition exposition;
    private final ThermogradServer server;
    private final BeanNews news;
    private final BeanOperation collapses;
    private final SteadyClock clock;
    private final Optional<RunJournal> journal;
    private final Optional<KeptGroups> groups;
    private Optional<Beans> beans = Optional.empty();

    private Exporter(
            Sampler sampler,
            Optional<JmxTraining> training,
            Exposition exposition,
            ThermogradServer server,
            BeanNews news,
            BeanOperation collapses,
            SteadyClock clock,
            Optional<RunJournal> journal,
            Optional<KeptGroups> groups) {
        this.sampler = sampler;
        this.training = training;
        this.exposition = exposition;
        this.server = server;
        this.news = news;
        this.collapses = collapses;
        this.clock = clock;
        this.journal = journal;
        this.groups = groups;
    }

    /**
     * Wires an exporter that does not run yet.
     *
     * @param config what it was told
     * @param endpoint where it answers, and how
     * @param build what it is
     * @param clock gives samples, pushes and scrapes their moments
     * @param recorder hears of everything; not closed here
     * @param folder where state is kept
     * @throws StateException if the state in that folder cannot be used
     */
    public static Exporter of(
            ServeConfig config,
            Endpoint endpoint,
            BuildFacts build,
            SteadyClock clock,
            Optional<SessionRecorder> recorder,
            Optional<StateFolder> folder)
            throws StateException {
        Optional<SimulatedProbe> simulation = Optional.of(config.simulation().run())
                .filter(run -> config.hardware() == ServeConfig.Hardware.SIMULATED)
                .map(SimulatedProbe::new);
        List<HardwareProbe> probes = probes(config, simulation);
        BeanNews news = new BeanNews();
        List<CollapseListener> collapseListeners = new ArrayList<>(List.of(news.collapses()));
        List<StepListener> stepListeners = new ArrayList<>();
        recorder.ifPresent(collapseListeners::add);
        recorder.ifPresent(stepListeners::add);
        stepListeners.add(news);
        IngestConfig ingest = IngestConfig.withDefaults()
                .withRunTtl(config.push().runTtl())
                .withMaxRuns(config.push().maxRuns())
                .withMaxRunsEach(config.push().runsEach())
                .withMaxRanks(config.push().maxRanks());
        Pipeline pipeline =
                Pipeline.of(config.collapses(), ingest, clock, collapseListeners, new AllSteps(stepListeners));
        StepIngestor ingestor = pipeline.steps();
        Optional<KeptState> state = folder.isEmpty()
                ? Optional.empty()
                : Optional.of(KeptState.open(
                        folder.get(),
                        pipeline,
                        ingest,
                        clock,
                        config.data().orElseThrow().sync()));
        Optional<RunJournal> journal = state.map(KeptState::journal);
        StepSink sink = journal.<StepSink>map(one -> one).orElse(ingestor);
        List<SnapshotListener> listeners = new ArrayList<>(recorder.stream().toList());
        // Steps are older than the sample that comes with them.
        simulation.ifPresent(probe -> listeners.add(new SimulatedTraining(probe, sink)));
        listeners.add(pipeline.collapses());
        state.ifPresent(listeners::add);
        listeners.add(pipeline);
        listeners.add(new RunExpiry(ingestor));
        PushedGroups groups = new PushedGroups(config.push().groups());
        Optional<KeptGroups> kept = folder.isEmpty()
                ? Optional.empty()
                : Optional.of(KeptGroups.open(
                        folder.get(), config.data().orElseThrow().sync(), groups));
        listeners.add(new GroupExpiry(groups, clock));
        listeners.add(news);
        Sampler sampler = new Sampler(probes, listeners, config.samplePeriod(), readers(config.hardware()), clock);
        PushMetrics pushMetrics = new PushMetrics(PushRejection.codes(), PushRejection.ids());
        List<MetricCollector> collectors = new ArrayList<>();
        collectors.add(new SelfCollector(
                build, config.hardware().samples(), config.hardware().steps()));
        Optional<JmxTraining> training = training(config, sink, clock);
        collectors.add(new SamplingCollector(
                config.samplePeriod(),
                sampler::overruns,
                sampler::listenerFailures,
                () -> training.map(JmxTraining::outcomes).orElse(List.of())));
        collectors.add(new ClockCollector(clock::drift, clock::setsAhead, clock::setsBack));
        recorder.ifPresent(one -> collectors.add(new RecordingCollector(one::lost)));
        journal.ifPresent(one -> collectors.add(new StateCollector(one::failures, one::damagedBytes, one::logBytes)));
        collectors.addAll(Pipeline.collectors());
        collectors.add(pushMetrics);
        collectors.add(new GroupsCollector(groups::size, groups::seriesHeld, groups::expired));
        HttpCollector http = new HttpCollector(GateRefusal.ids());
        collectors.add(http);
        collectors.add(JvmCollector.start());
        Exposition exposition = new Exposition(collectors, pipeline::scrape, clock);
        CollapseRoutes collapses = pipeline.collapseRoutes();
        PushConfig limits = limits(config.push());
        PushAccess access = new PushAccess(
                config.push().tokenFile().map(PushTokenFile::new), () -> whyTokensAreNeeded(config, endpoint));
        PushAdmission admission = new PushAdmission(access, limits, clock::nanos);
        PushRoutes.Observer observer = (code, rejection, bodyBytes, ignoredFields) ->
                pushMetrics.count(code, rejection.map(PushRejection::id), bodyBytes, ignoredFields);
        PushRoutes pushes = new PushRoutes(sink, limits, admission, observer, () -> latest(clock));
        PushgatewayRoutes pushgateway =
                new PushgatewayRoutes(groups, sink, limits, admission, observer, clock, build.version());
        OtlpRoutes otlp = new OtlpRoutes(sink, ingestor::lastStep, limits, admission, observer, () -> latest(clock));
        List<RouteGroup> routes = List.of(
                new LandingRoutes(build.version(), endpoint.metricsPath()),
                new HealthRoutes(
                        () -> trouble(sampler, recorder, journal),
                        () -> pipeline.host().isPresent()),
                new MetricsRoutes(new ExpositionPage(exposition), endpoint.metricsPath()),
                pushgateway,
                collapses,
                pushes,
                otlp);
        ThermogradServer server = new ThermogradServer(
                endpoint,
                routes,
                GateLimits.withDefaults()
                        .withMaxRequests(config.web().maxRequests())
                        .withMaxBodyBytes(config.push().maxBodyBytes()),
                new KnownHosts(endpoint.addresses(), config.web().hosts()),
                (refusal, path) -> {
                    http.refused(refusal.id());
                    pushes.refused(refusal, path);
                    pushgateway.refused(refusal, path);
                    otlp.refused(refusal, path);
                });
        return new Exporter(
                sampler,
                training,
                exposition,
                server,
                news,
                new BeanOperation(
                        "collapses", "Returns the newest collapses as GET /api/v1/collapses does.", collapses::all),
                clock,
                journal,
                kept);
    }

    private static PushConfig limits(ServeConfig.Push push) {
        PushConfig limits = PushConfig.withDefaults().withMaxBodyBytes(push.maxBodyBytes());
        return push.maxRateEach().map(limits::withRequestsPerSecondEach).orElse(limits);
    }

    /** Where readers need a password, being on this host is no right to write either. */
    private static Optional<String> whyTokensAreNeeded(ServeConfig config, Endpoint endpoint) {
        if (config.web().requirePushToken()) {
            return Optional.of("--require-push-token");
        }
        return endpoint.web()
                .filter(file -> !file.current().config().users().isEmpty())
                .map(file -> "basic_auth_users of --web-config");
    }

    /** Health must never be told while nothing is seen or written any more. */
    private static Optional<String> trouble(
            Sampler sampler, Optional<SessionRecorder> recorder, Optional<RunJournal> journal) {
        if (!sampler.isSampling()) {
            return Optional.of("the hardware is no longer read");
        }
        if (journal.isPresent() && !journal.get().isWriting()) {
            return Optional.of("state is no longer written");
        }
        return recorder.filter(one -> !one.isRecording()).map(one -> "nothing is recorded any more");
    }

    /** A push may be of now by the clock as it is and as it would be had nobody set it: it may have been right before. */
    private static Instant latest(SteadyClock clock) {
        Instant now = clock.instant();
        Instant unset = clock.unset();
        return unset.isAfter(now) ? unset : now;
    }

    private static Optional<JmxTraining> training(ServeConfig config, StepSink sink, SteadyClock clock) {
        List<TrainingSource> sources = config.jmxTraining().sources();
        return sources.isEmpty()
                ? Optional.empty()
                : Optional.of(JmxTraining.of(
                        sources,
                        sink,
                        Executors.newCachedThreadPool(task -> daemon(task, "jmx-training")),
                        clock.another()));
    }

    private static List<HardwareProbe> probes(ServeConfig config, Optional<SimulatedProbe> simulation) {
        return switch (config.hardware()) {
            case AUTO ->
                MachineProbes.of(
                        config.probes(), task -> daemon(task, "gpu-search").start());
            case SIMULATED -> List.of(simulation.orElseThrow());
            case NONE -> List.of();
        };
    }

    /** Returns what reads the probes: nothing real can hang in a simulation, whose steps follow its samples. */
    private static Executor readers(ServeConfig.Hardware hardware) {
        return hardware == ServeConfig.Hardware.AUTO
                ? Executors.newCachedThreadPool(task -> daemon(task, "probes"))
                : Runnable::run;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Listens, then samples.
     *
     * @throws ListenException if it cannot listen; nothing runs then
     */
    public void start() throws ListenException {
        server.start();
        sampler.start();
        training.ifPresent(JmxTraining::start);
    }

    /** Returns where it listens, the first of several. */
    public ListenAddress address() {
        return server.address();
    }

    /** Returns where its metrics are, at each of its addresses. */
    String metricsUrls() {
        return server.metricsUrls();
    }

    /**
     * Renders the page some hundred times, so that the first scrapes are not the slow ones of a cold machine.
     *
     * @param stop asked before each; ends it early
     */
    void warmUp(BooleanSupplier stop) {
        try {
            int renders = 0;
            while (renders < WARM_UP_RENDERS && !stop.getAsBoolean()) {
                Optional<String> format = WARM_UP_FORMATS.get(renders % WARM_UP_FORMATS.size());
                exposition.write(format, List.of(), OutputStream.nullOutputStream());
                renders++;
            }
            logger.info("event=warmed_up renders={}", renders);
        } catch (IOException e) {
            logger.warn("event=warm_up_failed", e);
        }
    }

    /** Shows the metrics as beans too. It takes a moment, for which nobody should have to wait. */
    void openBeans() {
        Beans opened = MetricBeans.open(RootBean.EXPORTER, exposition, collapses, clock::nanos);
        beans = Optional.of(opened);
        news.open(opened);
    }

    /** Stops answering, then sampling, and writes the last state. */
    @Override
    public void close() {
        beans.ifPresent(Beans::close);
        server.close();
        training.ifPresent(JmxTraining::close);
        sampler.close();
        groups.ifPresent(KeptGroups::close);
        journal.ifPresent(RunJournal::close);
    }

    /** Ends silent runs, at the pace of the sampler. */
    static final class RunExpiry implements SnapshotListener {
        private final StepIngestor ingestor;

        RunExpiry(StepIngestor ingestor) {
            this.ingestor = ingestor;
        }

        @Override
        public String name() {
            return "run_expiry";
        }

        @Override
        public void onSnapshot(HardwareSnapshot snapshot) {
            ingestor.expire();
        }
    }
}
