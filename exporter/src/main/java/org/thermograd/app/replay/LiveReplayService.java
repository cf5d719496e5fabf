package org.thermograd.app.replay;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermograd.adapter.exposition.collector.JvmCollector;
import org.thermograd.adapter.http.Endpoint;
import org.thermograd.adapter.http.HealthRoutes;
import org.thermograd.adapter.http.LandingRoutes;
import org.thermograd.adapter.http.ListenException;
import org.thermograd.adapter.http.MetricsRoutes;
import org.thermograd.adapter.http.ReplayControl;
import org.thermograd.adapter.http.ReplayRoutes;
import org.thermograd.adapter.http.ThermogradServer;
import org.thermograd.app.cli.Build;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.pipeline.ExpositionPage;
import org.thermograd.app.pipeline.WebAccess;
import org.thermograd.app.process.Termination;

/** One live replay, from its configuration to its orderly end. Confined to one thread. */
final class LiveReplayService {
    /** How often what is due is played. */
    private static final Duration TICK = Duration.ofMillis(50);

    private static final double PERCENT = 100;

    private final LiveReplayConfig config;
    private final Termination termination;
    private final Console console;
    private String shown = "";

    private LiveReplayService(LiveReplayConfig config, Termination termination, Console console) {
        this.config = config;
        this.termination = termination;
        this.console = console;
    }

    /**
     * Plays a recording to whoever scrapes it, until its end or until it is asked to stop.
     *
     * @throws CommandFailedException if the recording cannot be used, or it cannot listen
     */
    static void run(LiveReplayConfig config, InstantSource clock, Termination termination, Console console)
            throws CommandFailedException {
        console.phase("reading the recording");
        ReplayInput input = ReplayInput.read(config.source(), config.runTtl(), config.ratings());
        console.endPhase();
        input.notes().forEach(note -> console.err().println("Note: " + note));
        input.longGaps().notes().forEach(note -> console.err().println("Note: " + note));
        termination.run(() -> new LiveReplayService(config, termination, console).serve(input, clock));
    }

    private void serve(ReplayInput input, InstantSource clock) throws CommandFailedException {
        LiveReplay replay = new LiveReplay(input, config.speed(), config.passes(), System::nanoTime);
        Endpoint endpoint = WebAccess.endpoint(config.listen(), config.webConfig(), config.telemetryPath());
        ThermogradServer server = new ThermogradServer(
                endpoint,
                List.of(
                        new LandingRoutes(Build.facts().version(), endpoint.metricsPath()),
                        new HealthRoutes(Optional::empty, replay::hasBegun),
                        new MetricsRoutes(
                                new ExpositionPage(replay.exposition(List.of(JvmCollector.start()))),
                                endpoint.metricsPath()),
                        replay.collapseRoutes(),
                        new ReplayRoutes(replay)));
        try (server) {
            server.start();
            replay.begin(clock.instant());
            console.err().println(start(input, server.metricsUrls()));
            Optional<PauseKey> key = PauseKey.listen(replay::toggle);
            try {
                play(replay, key.isPresent() ? ", space pauses" : "");
            } finally {
                console.endPhase();
                key.ifPresent(PauseKey::close);
            }
        } catch (ListenException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        console.out().println("Replayed: " + replay.found());
    }

    private String start(ReplayInput input, String urls) {
        Duration length = Duration.ofMillis(input.lastMillis() - input.firstMillis());
        return "Replaying " + text(length) + " at speed " + speed() + " on " + urls + " until "
                + (config.passes() == LiveReplayConfig.Passes.ENDLESS
                        ? "it is told to stop"
                        : text(config.linger()) + " after the last sample")
                + "."
                + (config.speed() == 1
                        ? " A pause makes the times of the data differ from those of the scrapes: counts then, no verdict."
                        : " At a speed other than 1 it gives counts, no verdict.");
    }

    private void play(LiveReplay replay, String hint) throws InterruptedException {
        while (!replay.isEnded() && !termination.isRequestedWithin(TICK)) {
            replay.play();
            ReplayControl.State state = replay.state();
            show("replaying, " + (int) Math.floor(state.progressRatio() * PERCENT) + " %, "
                    + state.position().truncatedTo(ChronoUnit.SECONDS)
                    + (config.passes() == LiveReplayConfig.Passes.ENDLESS ? ", pass " + state.pass() : "")
                    + (state.stage() == ReplayControl.Stage.PAUSED ? ", paused" : "") + hint);
        }
        if (!termination.isRequestedWithin(Duration.ZERO)) {
            console.phase("played to the end, answering for " + text(config.linger()) + " more");
            termination.isRequestedWithin(config.linger());
        }
    }

    private void show(String line) {
        if (!line.equals(shown)) {
            shown = line;
            console.progress(line);
        }
    }

    private String speed() {
        return config.speed() == Math.rint(config.speed())
                ? String.format(Locale.ROOT, "%.0f", config.speed())
                : Double.toString(config.speed());
    }

    /** Returns a duration as people write it, to the second where it is longer than one. */
    private static String text(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? duration.toMillis() + "ms"
                : duration.truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .substring(2)
                        .toLowerCase(Locale.ROOT);
    }
}
