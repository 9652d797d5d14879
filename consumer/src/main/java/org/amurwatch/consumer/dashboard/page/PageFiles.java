package org.amurwatch.consumer.dashboard.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.amurwatch.consumer.dashboard.access.Denial;
import org.jspecify.annotations.Nullable;

/** The page and its libraries, out of the program itself. They hold nothing of the park, and anybody may have them. */
public final class PageFiles implements Consumer<RoutesConfig> {

    /** WebJars, each under its version: what a link names never changes. */
    private static final List<String> LIBRARIES = List.of("leaflet", "chart.js");

    private static final String LIBRARY_FOLDER = "/META-INF/resources/webjars/";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("geojson", "application/geo+json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("woff2", "font/woff2"));

    /** Names of files in folders; no dots that lead out of one. */
    private static final Pattern PATH =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private static final String INDEX = "index.html";
    private static final int DIGEST_BYTES = 12;

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    private record Asset(byte[] bytes, String type, String etag) {}

    @Override
    public void accept(RoutesConfig routes) {
        LIBRARIES.forEach(name -> routes.get("/lib/" + name + "/<path>", context -> {
            send(context, LIBRARY_FOLDER + name + "/", context.pathParam("path"));
            context.header("Cache-Control", "public, max-age=31536000, immutable");
        }));
        routes.get("/", context -> page(context, INDEX));
        routes.get("/<path>", context -> {
            String path = context.pathParam("path");
            // A link to a view of the page, which the page itself takes apart.
            page(context, path.contains(".") || path.startsWith("api/") || path.startsWith("health/") ? path : INDEX);
        });
    }

    private void page(Context context, String path) {
        context.header("Cache-Control", "no-cache");
        send(context, "", path);
    }

    private void send(Context context, String folder, String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !PATH.matcher(path).matches()) {
            throw Denial.notFound();
        }
        Asset asset = find(folder + path, type);
        context.header("ETag", asset.etag());
        if (asset.etag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(asset.type()).result(asset.bytes());
    }

    private Asset find(String resource, String type) {
        @Nullable Asset known = read.get(resource);
        if (known == null) {
            // Those that are none are without number, and are not kept.
            known = read(resource, type).orElseThrow(Denial::notFound);
            read.put(resource, known);
        }
        return known;
    }

    private static Optional<Asset> read(String resource, String type) {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            // Weak, for it may be sent packed.
            return Optional.of(
                    new Asset(bytes, type, "W/\"" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + resource + " of the program.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
