package org.amurwatch.consumer.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Position;
import org.amurwatch.event.Observation.OfSighting;
import org.jspecify.annotations.Nullable;

/** Gathers what {@code datapackage.json} says of a package while its tables are written. */
final class CamtrapDescriptor {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String sourceId;
    private final Disclosure disclosure;
    private final SortedSet<String> species = new TreeSet<>();
    private boolean individuals;
    private Instant created = Instant.EPOCH;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private double south = Double.POSITIVE_INFINITY;
    private double west = Double.POSITIVE_INFINITY;
    private double north = Double.NEGATIVE_INFINITY;
    private double east = Double.NEGATIVE_INFINITY;

    CamtrapDescriptor(String sourceId, Disclosure disclosure) {
        this.sourceId = sourceId;
        this.disclosure = disclosure;
    }

    void add(HeldEvent event) {
        statedAt(event.statedAt());
        String name = CamtrapObservations.species(event.observation());
        if (name != null) {
            species.add(name);
        }
        individuals |= event.observation() instanceof OfSighting animal && HeldEvents.isIdentified(animal.sighting());
    }

    /** @param until its end, as the table has it */
    void add(Deployment deployment, Position position, Instant until) {
        statedAt(deployment.getProvenance().getRevision());
        Instant begin = deployment.getStart();
        start = start == null || begin.isBefore(start) ? begin : start;
        end = end == null || until.isAfter(end) ? until : end;
        south = Math.min(south, position.getLatitude());
        north = Math.max(north, position.getLatitude());
        west = Math.min(west, position.getLongitude());
        east = Math.max(east, position.getLongitude());
    }

    private void statedAt(Instant time) {
        created = time.isAfter(created) ? time : created;
    }

    /** The text of the file. {@code created} is when the latest statement in the package was made, and not now: so it stays. */
    String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("profile", CamtrapTables.address("camtrap-dp-profile"));
        json.put("created", created.toString());
        json.put("title", "Export of " + sourceId);
        json.put("description", description());
        json.putArray("contributors").addObject().put("title", "Amur Watch").put("role", "contributor");
        ObjectNode project = json.putObject("project");
        project.put("id", sourceId).put("title", sourceId).put("samplingDesign", "opportunistic");
        project.putArray("captureMethod").add("activityDetection");
        project.put("individualAnimals", individuals);
        project.putArray("observationLevel").add("media").add("event");
        disclosure.degrees().ifPresent(degrees -> json.put("coordinatePrecision", degrees));
        spatial(json.putObject("spatial"));
        json.putObject("temporal").put("start", Texts.day(start)).put("end", Texts.day(end));
        ArrayNode taxonomic = json.putArray("taxonomic");
        species.forEach(name -> taxonomic.addObject().put("scientificName", name));
        ArrayNode resources = json.putArray("resources");
        for (String name : List.of("deployments", "media", "observations")) {
            resources
                    .addObject()
                    .put("name", name)
                    .put("path", name + ".csv")
                    .put("profile", "tabular-data-resource")
                    .put("format", "csv")
                    .put("mediatype", "text/csv")
                    .put("encoding", "utf-8")
                    .put("schema", CamtrapTables.address(name + "-table-schema"));
        }
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can be written as JSON.", e);
        }
    }

    private String description() {
        return "Made by Amur Watch of what it keeps of the source " + sourceId
                + ". samplingDesign and captureMethod are not"
                + " kept and are assumed."
                + disclosure
                        .words()
                        .map(words -> " " + words
                                + " Names of stations, cameras, files, events and individuals are replaced.")
                        .orElse("");
    }

    private void spatial(ObjectNode spatial) {
        spatial.put("type", "Polygon");
        ArrayNode ring = spatial.putArray("coordinates").addArray();
        // Counter-clockwise (RFC 7946).
        double[][] corners = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
        for (double[] corner : corners) {
            ring.addArray().add(corner[0]).add(corner[1]);
        }
    }
}
