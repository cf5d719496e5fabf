package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.JarProcess;
import org.yaml.snakeyaml.Yaml;

/** What docs/openapi.yaml says of {@code serve}, against it. */
@Timeout(120)
class OpenApiIT {
    private static final Pattern PORT = Pattern.compile(" url=http://127\\.0\\.0\\.1:(\\d+)/metrics\n");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonNode API = api();

    @TempDir
    private static Path dir;

    private static @Nullable Process exporter;
    private static String url = "";

    private static JsonNode api() {
        try {
            return JSON.valueToTree(
                    new Yaml().load(Files.readString(Checkout.root().resolve("docs/openapi.yaml"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Process started = JarProcess.of(dir, "serve", List.of("-Xmx64m"), "serve", "--listen", "127.0.0.1:0")
                .start();
        exporter = started;
        Matcher said = PORT.matcher("");
        do {
            assertThat(started.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
            said.reset(Files.readString(dir.resolve("serve.err")));
        } while (!said.find());
        url = "http://127.0.0.1:" + said.group(1);
    }

    @AfterAll
    static void stop() {
        if (exporter != null) {
            exporter.destroy();
        }
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url + path.replaceAll("\\{[a-z]+}", "an_example")))
                .method(method.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body));
        return CLIENT.send(
                (body.isEmpty() ? request : request.header("Content-Type", "application/json")).build(),
                BodyHandlers.ofString());
    }

    /** Returns a schema of the file, with the others that it speaks of. */
    private static JsonSchema schema(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", API.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    }

    private static JsonSchema schema(String name) {
        return schema(JSON.createObjectNode().put("$ref", "#/components/schemas/" + name));
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? API.at(node.get("$ref").textValue().substring(1)) : node;
    }

    @Test
    void everyPathAnswersItsMethodsAndNoOther() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (var path : API.get("paths").properties()) {
            for (String method : METHODS) {
                HttpResponse<String> answer = send(method, path.getKey(), "");
                boolean documented = path.getValue().has(method);
                if (documented == (answer.statusCode() == 405)) {
                    wrong.add(method + " " + path.getKey() + " is " + (documented ? "" : "not ") + "there, got "
                            + answer.statusCode());
                }
                if (documented
                        && !path.getValue().at("/" + method + "/responses").has("" + answer.statusCode())) {
                    wrong.add(method + " " + path.getKey() + " has no answer " + answer.statusCode());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void answersAreAsTheirSchemas() throws Exception {
        String push = "{\"labels\":{\"model\":\"tiny\"},\"devices\":[\"gpu0\"],\"marks\":[{\"text\":\"a\"}],"
                + "\"phases\":[{\"name\":\"eval\",\"from\":1761699260,\"to\":1761699261.5}],"
                + "\"dropped\":{\"steps\":1,\"grad_norm_max\":\"NaN\"},"
                + "\"steps\":[{\"step\":1,\"grad_norm\":2.5,\"loss\":null,\"more\":1},{\"step\":2,\"loss\":\"NaN\"}]}";
        assertThat(schema("Push").validate(JSON.readTree(push))).isEmpty();

        assertAnswer("post", "/api/v1/training/{run}/steps", push, 200);
        assertAnswer("post", "/api/v1/training/{run}/steps", "{\"step\":-1}", 400);
        assertAnswer("post", "/api/v1/training/{run}/finish", "", 200);
        assertAnswer("delete", "/api/v1/training/{run}", "", 200);
        assertAnswer("delete", "/api/v1/training/{run}", "", 404);
        assertAnswer("get", "/api/v1/collapses", "", 200);
        assertAnswer("get", "/api/v1/metrics", "", 200);
        assertAnswer("get", "/api/v1/status", "", 200);
    }

    private static void assertAnswer(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        JsonNode documented = resolved(API.get("paths").get(path).at("/" + method + "/responses/" + status));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(schema(documented.at("/content/application~1json/schema")).validate(JSON.readTree(answer.body())))
                .as(answer.body())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"steps\":3}",
                "{\"steps\":[{\"step\":-1,\"loss\":1}]}",
                "{\"steps\":[{\"loss\":1}]}",
                "{\"steps\":[{\"step\":1,\"loss\":\"big\"}]}",
                "{\"labels\":{\"run\":\"a\"}}",
                "{\"devices\":[\"a b\"]}",
                "{\"marks\":[{\"text\":\"\"}]}",
                "{\"phases\":[{\"name\":\"eval\",\"from\":1}]}",
                "{\"dropped\":{\"steps\":-1}}",
                "{\"world\":8}",
                "{}"
            })
    void whatTheSchemaRefusesIsRefused(String body) throws Exception {
        assertThat(schema("Push").validate(JSON.readTree(body))).isNotEmpty();
        assertThat(send("post", "/api/v1/training/{run}/steps", body).statusCode())
                .isEqualTo(400);
    }

    @Test
    void everyLinkOfTheFirstPageIsDocumented() throws Exception {
        Set<String> linked = new TreeSet<>();
        Matcher links = Pattern.compile("href=\"([^\":#?]*)\"")
                .matcher(send("get", "/", "").body());
        while (links.find()) {
            linked.add("/" + links.group(1));
        }
        Set<String> documented = new TreeSet<>();
        API.get("paths").fieldNames().forEachRemaining(documented::add);

        assertThat(linked).isNotEmpty();
        assertThat(documented).containsAll(linked);
    }
}
