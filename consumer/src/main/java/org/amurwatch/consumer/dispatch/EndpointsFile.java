package org.amurwatch.consumer.dispatch;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints as a YAML file lists them, read again whenever the file changes:
 *
 * <pre>
 * endpoints:
 *   - name: north-phone
 *     channel: webhook
 *     url: https://example.org/amurwatch
 *     secretFile: north-phone.secret     # or  secret: whsec_...; the path is relative to this file
 *     previousSecret: whsec_...          # while a secret rotates
 *     exercise: false                    # true: exercises may be sent here
 *     privateNetwork: false              # true: it may be on this machine or in a private network
 * </pre>
 *
 * A change that can't be used is logged, and what was read before stays in force. No message holds a secret.
 */
public final class EndpointsFile {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointsFile.class);
    // Without the source in locations, or a parser's message would quote the secrets around a mistake.
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private String readContent;
    private Map<String, Endpoint> endpoints;
    private String lastComplaint = "";

    /** @throws CommandFailure with exit 2 and a sentence for each mistake in the file */
    public EndpointsFile(Path file) {
        this.file = file;
        this.readContent = content();
        this.endpoints = parse(readContent);
    }

    /** The endpoint of that name, as the file says now. */
    public synchronized Optional<Endpoint> find(String name) {
        return Optional.ofNullable(endpoints.get(name));
    }

    public synchronized List<Endpoint> all() {
        return List.copyOf(endpoints.values());
    }

    /**
     * Reads the file and the secret files that it names again. To be called now and then; it compares contents, not times,
     * so that a change within a clock tick is seen too.
     */
    public synchronized void refresh() {
        try {
            String content = content();
            endpoints = parse(content);
            lastComplaint = "";
            if (!content.equals(readContent)) {
                readContent = content;
                LOG.info("Read {} again: {} endpoints.", file, endpoints.size());
            }
        } catch (CommandFailure e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(lastComplaint)) {
                lastComplaint = complaint;
                LOG.error("The endpoints stay as they were read before. {}", complaint);
            }
        }
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the endpoints file " + file + " ("
                    + e.getClass().getSimpleName()
                    + "). Setting amurwatch.dispatch.endpoints-file names it; it lists under 'endpoints' a name, a"
                    + " channel, a url and a secret each.");
        }
    }

    /** The file as it is written. */
    private record Listing(@Nullable List<Entry> endpoints) {}

    /** An endpoint as it is written. */
    private record Entry(
            @Nullable String name,
            @Nullable String channel,
            @Nullable String url,
            @Nullable String secret,
            @Nullable String secretFile,
            @Nullable String previousSecret,
            boolean exercise,
            boolean privateNetwork) {}

    private Map<String, Endpoint> parse(String content) {
        Listing listing;
        try {
            listing = content.isBlank() ? new Listing(List.of()) : YAML.readValue(content, Listing.class);
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage("The endpoints file " + file + " can't be understood" + place(e.getLocation())
                    + ": expected a list 'endpoints' of {name, channel, url, secret or secretFile, previousSecret,"
                    + " exercise, privateNetwork}.");
        }
        List<String> mistakes = new ArrayList<>();
        Map<String, Endpoint> parsed = new LinkedHashMap<>();
        List<Entry> entries = listing == null || listing.endpoints() == null ? List.of() : listing.endpoints();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            try {
                Endpoint endpoint = check(entry);
                if (parsed.putIfAbsent(endpoint.name(), endpoint) != null) {
                    mistakes.add("Two endpoints are named '" + endpoint.name() + "'; each name stands for one.");
                }
            } catch (IllegalArgumentException e) {
                String name = entry == null || entry.name() == null ? "" : " ('" + entry.name() + "')";
                mistakes.add("Endpoint " + (i + 1) + name + ": " + e.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw CommandFailure.usage("The endpoints file " + file + " can't be used. " + String.join(" ", mistakes));
        }
        return parsed;
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private Endpoint check(@Nullable Entry entry) {
        if (entry == null || entry.name() == null || entry.name().isBlank()) {
            throw new IllegalArgumentException("It has no 'name'.");
        }
        if (entry.channel() != null && !entry.channel().equals("webhook")) {
            throw new IllegalArgumentException(
                    "Its 'channel' is '" + entry.channel() + "'; the channel known here is 'webhook'.");
        }
        List<WebhookSecret> secrets = new ArrayList<>();
        secrets.add(WebhookSecret.parse(currentSecret(entry)));
        if (entry.previousSecret() != null) {
            secrets.add(WebhookSecret.parse(entry.previousSecret()));
        }
        return new Endpoint(entry.name(), address(entry.url()), secrets, entry.exercise(), entry.privateNetwork());
    }

    private String currentSecret(Entry entry) {
        if (entry.secret() != null && entry.secretFile() == null) {
            return entry.secret();
        }
        if (entry.secret() == null && entry.secretFile() != null) {
            Path secretFile = file.toAbsolutePath().resolveSibling(entry.secretFile());
            try {
                return Files.readString(secretFile);
            } catch (IOException e) {
                throw new IllegalArgumentException("Its 'secretFile' " + secretFile + " can't be read.");
            }
        }
        throw new IllegalArgumentException("It needs one of 'secret' and 'secretFile'.");
    }

    private static URI address(@Nullable String url) {
        if (url == null) {
            throw new IllegalArgumentException("It has no 'url'.");
        }
        try {
            URI address = new URI(url);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (web && address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below, without the address.
        }
        throw new IllegalArgumentException(
                "Its 'url' can't be used: expected https://HOST/PATH (or http://), with no user name and no '#'.");
    }
}
