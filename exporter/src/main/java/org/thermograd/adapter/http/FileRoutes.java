package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Files that another part of the program writes, and no others, for GET and HEAD; 404 until they are there. */
public final class FileRoutes implements RouteGroup {
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "json", "application/json",
            "md", "text/markdown; charset=utf-8",
            "png", "image/png",
            "svg", "image/svg+xml");

    private final Path folder;
    private final List<String> files;

    /**
     * Makes the routes.
     *
     * @param folder where the files are
     * @param files their paths below it, which are their paths here too
     */
    public FileRoutes(Path folder, List<String> files) {
        this.folder = requireNonNull(folder, "folder");
        this.files = List.copyOf(files);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        for (String file : files) {
            routes.get("/" + file, context -> answer(context, file));
            routes.head("/" + file, context -> answer(context, file));
        }
    }

    private void answer(Context context, String file) throws IOException {
        try {
            byte[] content = Files.readAllBytes(folder.resolve(file));
            context.contentType(MEDIA_TYPES.getOrDefault(
                            file.substring(file.lastIndexOf('.') + 1), "application/octet-stream"))
                    .result(content);
        } catch (NoSuchFileException e) {
            throw new NotFoundResponse("no such path: " + context.path());
        }
    }
}
