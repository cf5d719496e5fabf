package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.domain.training.StepField;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.Gzip;

/** The examples and tables of docs/push-api.md against the code. */
class PushApiPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|[^\\s']+");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String HOST = "http://127.0.0.1:9877";

    private static String page() throws IOException {
        return Files.readString(Checkout.root().resolve("docs/push-api.md"));
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
    }

    /** What comes through the pipe before curl. */
    private static byte[] input(String command) throws IOException {
        List<String> words = words(command);
        return switch (words.get(0)) {
            case "printf" -> words.get(1).replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
            case "gzip" -> Gzip.of(Files.readString(Checkout.root().resolve(words.get(2))));
            default -> throw new IllegalArgumentException("this test knows no " + words.get(0));
        };
    }

    /** Sends what curl would. */
    private static HttpResponse<String> run(PushServer server, String example) throws IOException {
        int pipe = example.indexOf("|\n");
        byte[] body = pipe < 0 ? new byte[0] : input(example.substring(0, pipe));
        Iterator<String> words =
                words(example.substring(pipe < 0 ? 0 : pipe + 1)).iterator();
        assertThat(words.next()).isEqualTo("curl");
        String path = "";
        String method = "POST";
        String type = "application/x-www-form-urlencoded";
        List<String> headers = new ArrayList<>();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "-H" -> {
                    String[] header = words.next().split(": ", 2);
                    if (header[0].equals("Content-Type")) {
                        type = header[1];
                    } else {
                        headers.addAll(Arrays.asList(header));
                    }
                }
                case "-X" -> method = words.next();
                case "-d" -> body = words.next().replace("\n", "").getBytes(StandardCharsets.UTF_8);
                case "--data-binary" -> assertThat(words.next()).isEqualTo("@-");
                default -> {
                    assertThat(word).startsWith(HOST);
                    path = word.substring(HOST.length());
                }
            }
        }
        HttpRequest.Builder request = server.request(path)
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Content-Type", type);
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return server.send(request);
    }

    @Test
    void examplesDoWhatThePageSays() throws IOException {
        List<MatchResult> examples = EXAMPLE.matcher(page()).results().toList();
        assertThat(examples).hasSizeGreaterThan(6);
        try (PushServer server = PushServer.withDefaults()) {
            server.clock.advance(Duration.ofMinutes(1)); // the steps of the examples are over
            for (MatchResult example : examples) {
                HttpResponse<String> answer = run(server, example.group(1));

                assertThat(answer.statusCode() + " " + answer.body() + "\n")
                        .as(example.group(1))
                        .isEqualTo(example.group(2));
            }
        }
    }

    private static List<String> rows(String heading) throws IOException {
        String section = page().split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
        return section.lines().filter(line -> line.startsWith("|")).skip(2).toList();
    }

    @Test
    void listsEveryReasonWithItsCode() throws IOException {
        List<String> documented = rows("Refusals").stream()
                .map(row -> row.split("\\|", -1)[1].strip() + " " + row.split("`", -1)[1])
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(PushRejection.values())
                        .map(reason -> reason.code() + " " + reason.id())
                        .toList());
    }

    @Test
    void listsEveryNameOfAField() throws IOException {
        TreeMap<String, StepField> documented = new TreeMap<>();
        for (String row : rows("A step")) {
            String[] cells = row.split("\\|", -1);
            List<String> names = new ArrayList<>();
            CODE.matcher(cells[1]).results().forEach(name -> names.add(name.group(1)));
            CODE.matcher(cells[3]).results().forEach(name -> names.add(name.group(1)));
            for (String name : names) {
                documented.put(
                        name,
                        name.equals("timestamp_shared") ? StepField.TIMESTAMP_SHARED : StepField.of(names.get(0)));
            }
        }

        assertThat(documented).isEqualTo(new TreeMap<>(StepField.BY_NAME));
        assertThat(new TreeSet<>(documented.values())).hasSize(StepField.values().length);
    }

    @Test
    void saysTheLimitsOfTheCode() throws IOException {
        PushConfig limits = PushConfig.withDefaults();

        assertThat(limits.maxBodyBytes()).isEqualTo(1 << 20);
        assertThat(GateLimits.withDefaults().bodyTimeout()).hasSeconds(10);
        assertThat(limits.requestsPerSecond()).isEqualTo(10_000);
        assertThat(limits.requestsPerSecondEach()).isEqualTo(5_000);
        assertThat(page())
                .contains("Up to 1 MiB", "longer than 10 s", "10,000 requests a second", "half of the 10,000");
    }
}
