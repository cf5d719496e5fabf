package org.thermograd.app.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Asks a server of ours whether it is well, for images that have no other program to ask with. */
@Command(
        name = "healthcheck",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Tells whether an exporter or a correlation service answers.",
        description = {"", "For the health check of an image or a supervisor: asks URL/-/healthy once.", ""},
        footer = {"", "Exit status: 0 it answers that it is well; 1 it does not; 2 wrong usage."})
public final class HealthcheckCommand implements Callable<Integer> {
    private static final int OK = 200;

    private final Console console;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9877",
            converter = HttpUrl.class,
            description = "Where it listens (default ${DEFAULT-VALUE})")
    private URI url = URI.create("http://127.0.0.1:9877");

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = OptionValues.PositiveMillis.class,
            description = "How long to wait for the answer (default ${DEFAULT-VALUE})")
    private long timeoutMillis;

    @Mixin
    private HealthcheckTls tls = new HealthcheckTls();

    public HealthcheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailedException {
        Duration timeout = Duration.ofMillis(timeoutMillis);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.toString().replaceFirst("/+$", "") + "/-/healthy"))
                .timeout(timeout)
                .build();
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(timeout);
        tls.context(url).ifPresent(client::sslContext);
        try {
            int status = client.build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != OK) {
                throw new CommandFailedException("not healthy: " + request.uri() + " answered " + status);
            }
        } catch (HttpTimeoutException e) {
            throw new CommandFailedException(
                    "not healthy: " + request.uri() + " did not answer within " + timeoutMillis + "ms", e);
        } catch (SSLException e) {
            throw new CommandFailedException(
                    "not healthy: no TLS that is trusted with " + request.uri() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException("not healthy: nothing answers at " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", e);
        }
        console.out().println("healthy: " + request.uri());
        return 0;
    }

    /** An address of HTTP. */
    static final class HttpUrl implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            if (!text.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
                throw new TypeConversionException("must be http://HOST:PORT or https://HOST:PORT, got " + text);
            }
            try {
                return URI.create(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("must be http://HOST:PORT or https://HOST:PORT, got " + text);
            }
        }
    }
}
