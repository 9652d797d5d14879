package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.consumer.dashboard.state.ParkItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;

/**
 * What those see who may see nothing exact: how many sightings there were, by cell of a tenth of a degree, species and month;
 * of no cat of the genus Panthera, of nothing of the last thirty days, and of no signs of people.
 */
final class CellJson {

    private static final Duration YOUNGEST = Duration.ofDays(30);
    private static final int CELLS_A_DEGREE = 10;
    /** Leopards and tigers: whoever knows where one lives can find it. */
    private static final String HIDDEN_GENUS = "Panthera";

    private CellJson() {}

    /** The south-western corner, in tenths of a degree. */
    private record Cell(int latitude, int longitude, String species, YearMonth month) implements Comparable<Cell> {

        private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::month)
                .thenComparing(Cell::species)
                .thenComparing(Cell::latitude)
                .thenComparing(Cell::longitude);

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    static ArrayNode of(List<ParkItem> events, Clock clock) {
        Map<Cell, Integer> counts = new TreeMap<>();
        for (ParkItem item : events) {
            if (item instanceof EventItem event && isShown(event, clock)) {
                counts.merge(cell(event), 1, Integer::sum);
            }
        }
        ArrayNode cells = Json.NODES.arrayNode();
        counts.forEach((cell, count) -> cells.addObject()
                .put("latitude", centre(cell.latitude()))
                .put("longitude", centre(cell.longitude()))
                .put("size", 1.0 / CELLS_A_DEGREE)
                .put("species", cell.species())
                .put("month", cell.month().toString())
                .put("detections", count));
        return cells;
    }

    private static boolean isShown(EventItem event, Clock clock) {
        Sighting sighting = event.event().getSighting();
        if (sighting == null || sighting.getPurpose() != Purpose.ACTUAL || sighting.getClockSuspect()) {
            return false;
        }
        String species = sighting.getScientificName();
        // By whole local days, so that a count that grows tells no hour.
        LocalDate youngest = LocalDate.ofInstant(clock.instant().minus(YOUNGEST), zone(event));
        return species != null
                && !species.strip().regionMatches(true, 0, HIDDEN_GENUS, 0, HIDDEN_GENUS.length())
                && day(event).isBefore(youngest);
    }

    private static Cell cell(EventItem event) {
        Sighting sighting = event.event().getSighting();
        return new Cell(
                (int) Math.floor(sighting.getPosition().getLatitude() * CELLS_A_DEGREE),
                (int) Math.floor(sighting.getPosition().getLongitude() * CELLS_A_DEGREE),
                String.valueOf(sighting.getScientificName()),
                YearMonth.from(day(event)));
    }

    private static LocalDate day(EventItem event) {
        return LocalDate.ofInstant(event.observedAt(), zone(event));
    }

    private static ZoneId zone(EventItem event) {
        try {
            return ZoneId.of(event.event().getPlacement().getTimeZone());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private static double centre(int tenths) {
        return (tenths * 2 + 1) / (2.0 * CELLS_A_DEGREE);
    }
}
