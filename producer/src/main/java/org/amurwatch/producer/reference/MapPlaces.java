package org.amurwatch.producer.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Vertex;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.producer.file.Feature;
import org.amurwatch.producer.file.FeatureFile;
import org.amurwatch.producer.file.FeatureForm;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Places of the map as reference data, from GeoJSON. */
final class MapPlaces implements ReferenceKind<Place> {

    /** Kinds that messages name, if they are a point or an area. */
    private static final Set<PlaceKind> NAMED =
            EnumSet.of(PlaceKind.VILLAGE, PlaceKind.TOWN, PlaceKind.BASE, PlaceKind.LANDMARK);

    /** Kinds that are asked whether somebody crosses them. */
    private static final Set<PlaceKind> LINES =
            EnumSet.of(PlaceKind.ROAD, PlaceKind.TRAIL, PlaceKind.RIVER, PlaceKind.BORDER);

    @Override
    public Topic<Place> topic() {
        return Topics.PLACES;
    }

    @Override
    public String one() {
        return "place";
    }

    @Override
    public String many() {
        return "places";
    }

    @Override
    public List<Place> read(Path file) {
        return parse(FeatureFile.text(file), file.toString());
    }

    /** @param name how sentences call the text */
    static List<Place> parse(String text, String name) {
        return FeatureFile.parse(text, name, "place", MapPlaces::place);
    }

    private static Place place(Feature feature) {
        PlaceKind kind = Objects.requireNonNullElse(feature.word("kind", PlaceKind.class), PlaceKind.LANDMARK);
        FeatureForm form = feature.form();
        List<List<Vertex>> lines = form.lines();
        return Place.newBuilder()
                .setId(feature.id())
                .setKind(kind)
                .setName(feature.text("name"))
                .setNames(feature.names())
                .setCode(feature.optionalText("code"))
                .setLine(lines.isEmpty() ? List.of() : lines.get(0))
                .setFurtherLines(lines.isEmpty() ? List.of() : lines.subList(1, lines.size()))
                .setPolygons(form.polygons())
                .setBarrier(feature.truth("barrier", kind == PlaceKind.BORDER))
                .setRetired(feature.truth("retired", false))
                .build();
    }

    @Override
    public String id(Place place) {
        return place.getId();
    }

    @Override
    public boolean retired(Place place) {
        return place.getRetired();
    }

    @Override
    public Place asRetired(Place place) {
        return Place.newBuilder(place).setRetired(true).build();
    }

    @Override
    public List<String> columns() {
        return List.of("id", "kind", "name", "form", "code", "barrier", "retired");
    }

    @Override
    public Map<String, @Nullable Object> row(Place place, OutputFormat format) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", place.getId());
        row.put("kind", place.getKind().name());
        row.put("name", place.getName());
        row.put("form", form(place));
        row.put("code", place.getCode());
        row.put("barrier", place.getBarrier());
        row.put("retired", place.getRetired());
        return row;
    }

    private static String form(Place place) {
        return !place.getPolygons().isEmpty() ? "area" : place.getLine().size() > 1 ? "line" : "point";
    }

    @Override
    public List<String> notes(Map<String, Place> loaded, ReferenceStore store) {
        List<String> notes = new ArrayList<>();
        for (Place place : loaded.values()) {
            String called = "Place '" + place.getId() + "' (" + place.getKind() + ") ";
            if (NAMED.contains(place.getKind()) && form(place).equals("line")) {
                notes.add(called + "is a line: messages name points and areas alone, so none will name it.");
            }
            if (LINES.contains(place.getKind()) && form(place).equals("point")) {
                notes.add(called + "is a point: nobody can be said to cross it.");
            }
        }
        return notes;
    }
}
