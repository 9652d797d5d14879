package org.amurwatch.consumer.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Vertex;
import org.amurwatch.consumer.dashboard.state.Places;
import org.junit.jupiter.api.Test;

class PlaceJsonTest {

    private final Places places = new Places();

    private static Place.Builder place(PlaceKind kind, Vertex... line) {
        return Place.newBuilder()
                .setId(kind.name())
                .setKind(kind)
                .setName("Name of " + kind)
                .setNames(Map.of("ru", "Имя"))
                .setLine(List.of(line));
    }

    private String geometry(Place.Builder place) {
        places.take("one", place.build());
        return PlaceJson.collection(places.all())
                .path("features")
                .get(0)
                .path("geometry")
                .toString();
    }

    @Test
    void shouldPutLongitudeFirstInEachShape() {
        Vertex one = new Vertex(43.1, 131.4);
        Vertex two = new Vertex(43.2, 131.5);

        assertThat(geometry(place(PlaceKind.VILLAGE, one)))
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[131.4,43.1]}");
        assertThat(geometry(place(PlaceKind.RIVER, one, two).setFurtherLines(List.of(List.of(two, one)))))
                .isEqualTo("{\"type\":\"MultiLineString\",\"coordinates\":"
                        + "[[[131.4,43.1],[131.5,43.2]],[[131.5,43.2],[131.4,43.1]]]}");
        assertThat(geometry(place(PlaceKind.STRICT_RESERVE)
                        .setPolygons(List.of(new Polygon(List.of(List.of(one, two, one)))))))
                .isEqualTo("{\"type\":\"MultiPolygon\",\"coordinates\":"
                        + "[[[[131.4,43.1],[131.5,43.2],[131.4,43.1]]]]}");
    }

    @Test
    void shouldForgetWhatIsRetired() {
        places.take("one", place(PlaceKind.BASE, new Vertex(43.1, 131.4)).build());
        assertThat(places.all()).hasSize(1);

        places.take(
                "one",
                place(PlaceKind.BASE, new Vertex(43.1, 131.4)).setRetired(true).build());

        assertThat(places.all()).isEmpty();
    }
}
