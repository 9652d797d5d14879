package org.amurwatch.producer.camtrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.FieldTime;
import org.amurwatch.producer.table.StoredFiles;
import org.amurwatch.producer.table.TableForm;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * What datapackage.json says.
 *
 * @param version of Camtrap DP: 0.1.6, 1.0 or 1.0.x
 * @param projectId the stable identity of the source; null where the package has none
 * @param created when the package was made; null where it does not say
 * @param individualAnimals whether individualID names known animals (0.1.6: whether project.animalTypes holds "marked")
 * @param resources its tables by name
 * @param notes what was left aside
 */
public record PackageDescriptor(
        String version,
        @Nullable String projectId,
        @Nullable Instant created,
        boolean individualAnimals,
        Map<String, Resource> resources,
        @Nullable JsonNode media,
        List<String> notes) {

    /** The file that makes a folder or zip a package. */
    static final String FILE = "datapackage.json";

    static final String DEPLOYMENTS = "deployments";
    static final String OBSERVATIONS = "observations";
    static final String MEDIA = "media";

    /** Inline tables are held in memory, so that this bounds them. */
    private static final int LARGEST_BYTES = 64 << 20;

    private static final Pattern VERSION = Pattern.compile("camtrap-dp/(?:tags/)?v?(\\d+\\.\\d+(?:\\.\\d+)?[^/]*)/");
    private static final Pattern READABLE = Pattern.compile("0\\.1\\.6|1\\.0(\\.\\d+)?");

    /**
     * One table.
     *
     * @param paths its files; empty for an inline table
     * @param inline its rows; null for files
     * @param form how its files are written
     */
    record Resource(List<String> paths, @Nullable JsonNode inline, TableForm form) {}

    /** @throws CommandFailure (wrong usage) if this is no Camtrap DP package that can be read */
    static PackageDescriptor read(StoredFiles files) throws IOException {
        JsonNode json;
        try (InputStream stream = files.find(FILE)) {
            if (stream == null) {
                throw CommandFailure.usage(
                        "There is no datapackage.json: expected a Camtrap DP package, a folder or zip"
                                + " with datapackage.json, deployments.csv and observations.csv.");
            }
            byte[] bytes = stream.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw CommandFailure.usage("datapackage.json is larger than " + LARGEST_BYTES
                        + " bytes: put the tables into files of their own.");
            }
            json = new ObjectMapper().readTree(withoutByteOrderMark(bytes));
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage("datapackage.json is no JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "datapackage.json can't be read whole (" + e + "): is the package damaged? Copy it again.");
        }
        if (!json.isObject()) {
            throw CommandFailure.usage("datapackage.json holds no JSON object, so it describes no package.");
        }
        return parse(json);
    }

    private static PackageDescriptor parse(JsonNode json) {
        List<String> notes = new ArrayList<>();
        JsonNode media = null;
        Map<String, Resource> resources = new LinkedHashMap<>();
        for (JsonNode resource : json.path("resources")) {
            String name = resource.path("name").asText("");
            if (name.equals(DEPLOYMENTS) || name.equals(OBSERVATIONS)) {
                resources.put(name, resource(name, resource));
            } else if (name.equals(MEDIA)) {
                media = resource;
            } else {
                notes.add("The resource " + UnusableRow.shown(name) + " is no part of Camtrap DP and was ignored.");
            }
        }
        for (String name : List.of(DEPLOYMENTS, OBSERVATIONS)) {
            if (!resources.containsKey(name)) {
                throw CommandFailure.usage("datapackage.json names no resource '" + name
                        + "'; a Camtrap DP package has deployments and observations.");
            }
        }
        JsonNode project = json.path("project");
        Instant created = FieldTime.parseOrNull(text(json.path("created")));
        if (created == null) {
            notes.add("The package does not say when it was created: its statements count as made now.");
        }
        return new PackageDescriptor(
                version(json), text(project.path("id")), created, individualAnimals(project), resources, media, notes);
    }

    /**
     * The table of pictures; null: there is none.
     *
     * @throws CommandFailure (wrong usage) if it can't be read; whoever wants no pictures needs not know
     */
    @Nullable
    Resource pictures() {
        return media == null ? null : resource(MEDIA, media);
    }

    private static String version(JsonNode json) {
        String profile = json.path("profile").asText("");
        Matcher matcher = VERSION.matcher(profile);
        if (!matcher.find()) {
            throw CommandFailure.usage("datapackage.json is of the profile " + UnusableRow.shown(profile)
                    + ", which names no version of Camtrap DP; this reads 1.0, 1.0.x and 0.1.6.");
        }
        String version = matcher.group(1);
        if (!READABLE.matcher(version).matches()) {
            throw CommandFailure.usage(
                    "The package is Camtrap DP " + version + "; this reads 1.0, 1.0.x and 0.1.6. Export it as 1.0.");
        }
        return version;
    }

    private static boolean individualAnimals(JsonNode project) {
        if (project.has("individualAnimals")) {
            return project.path("individualAnimals").asBoolean(false);
        }
        for (JsonNode type : project.path("animalTypes")) {
            if (type.asText().equals("marked")) {
                return true;
            }
        }
        return false;
    }

    private static Resource resource(String name, JsonNode json) {
        List<String> paths = new ArrayList<>();
        JsonNode path = json.path("path");
        if (path.isTextual()) {
            paths.add(path.asText());
        } else {
            path.forEach(part -> paths.add(part.asText()));
        }
        JsonNode inline = json.path("data").isArray() ? json.path("data") : null;
        if (paths.isEmpty() && inline == null) {
            throw CommandFailure.usage("The resource '" + name
                    + "' of datapackage.json has neither a path nor an array of data, so it has no rows to read.");
        }
        Set<String> missing = new HashSet<>();
        json.path("schema").path("missingValues").forEach(value -> missing.add(value.asText()));
        JsonNode dialect = json.path("dialect");
        return new Resource(
                paths,
                paths.isEmpty() ? inline : null,
                new TableForm(
                        character(dialect.path("delimiter"), ','),
                        character(dialect.path("quoteChar"), '"'),
                        charset(name, json.path("encoding").asText("utf-8")),
                        missing));
    }

    private static Charset charset(String resource, String encoding) {
        try {
            return Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw CommandFailure.usage("The resource '" + resource + "' has the encoding " + UnusableRow.shown(encoding)
                    + ", which is not known here; expected for instance utf-8.");
        }
    }

    private static char character(JsonNode json, char otherwise) {
        return json.asText("").length() == 1 ? json.asText().charAt(0) : otherwise;
    }

    private static @Nullable String text(JsonNode json) {
        String text = json.isValueNode() && !json.isNull() ? json.asText().strip() : "";
        return text.isEmpty() ? null : text;
    }

    private static String withoutByteOrderMark(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
