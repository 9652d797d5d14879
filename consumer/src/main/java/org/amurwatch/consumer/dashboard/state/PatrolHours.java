package org.amurwatch.consumer.dashboard.state;

import java.awt.geom.Path2D;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;

/**
 * How much territories are patrolled: the first position of each team in each hour stands for that hour. So a position that is
 * read twice, or late, or one of a tracker that speaks each minute counts no more than another. Not for several threads.
 */
final class PatrolHours {

    private final Duration reach;
    private final Map<String, NavigableMap<Instant, PatrolPosition>> teams = new HashMap<>();

    /** @param reach how far back hours are kept */
    PatrolHours(Duration reach) {
        this.reach = reach;
    }

    void add(PatrolPosition position) {
        if (position.getPurpose() != Purpose.CANARY) {
            teams.computeIfAbsent(position.getTeamId(), team -> new TreeMap<>())
                    .merge(
                            position.getAt().truncatedTo(ChronoUnit.HOURS),
                            position,
                            (known, other) -> other.getAt().isBefore(known.getAt()) ? other : known);
        }
    }

    void expire(Instant now) {
        teams.values().forEach(hours -> hours.headMap(now.minus(reach)).clear());
        teams.values().removeIf(Map::isEmpty);
    }

    /**
     * The days of a territory from one to another, both among them, on which one of these teams was in it, in order.
     *
     * @param of whether a team, by its id, is counted
     */
    List<PatrolDay> between(Territory territory, LocalDate from, LocalDate to, Predicate<String> of) {
        List<Path2D> areas =
                territory.getPolygons().stream().map(PatrolHours::area).toList();
        ZoneId zone = ZoneId.of(territory.getTimeZone());
        Instant begin = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        Map<LocalDate, Integer> hours = new TreeMap<>();
        Map<LocalDate, Set<String>> present = new HashMap<>();
        teams.forEach((team, known) -> {
            if (of.test(team) && begin.isBefore(end)) {
                known.subMap(begin.minus(1, ChronoUnit.HOURS), end).values().stream()
                        .filter(position -> !position.getAt().isBefore(begin)
                                && position.getAt().isBefore(end)
                                && isIn(areas, position.getPosition()))
                        .forEach(position -> {
                            LocalDate day = LocalDate.ofInstant(position.getAt(), zone);
                            hours.merge(day, 1, Integer::sum);
                            present.computeIfAbsent(day, date -> new TreeSet<>())
                                    .add(team);
                        });
            }
        });
        List<PatrolDay> days = new ArrayList<>();
        hours.forEach((day, sum) -> days.add(new PatrolDay(day, sum, present.getOrDefault(day, Set.of()))));
        return days;
    }

    private static boolean isIn(List<Path2D> areas, Position position) {
        return areas.stream().anyMatch(area -> area.contains(position.getLongitude(), position.getLatitude()));
    }

    /** Inside the outer ring and outside of the inner ones. */
    private static Path2D area(Polygon polygon) {
        Path2D area = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (List<Vertex> ring : polygon.getRings()) {
            for (int i = 0; i < ring.size(); i++) {
                Vertex corner = ring.get(i);
                if (i == 0) {
                    area.moveTo(corner.getLongitude(), corner.getLatitude());
                } else {
                    area.lineTo(corner.getLongitude(), corner.getLatitude());
                }
            }
            area.closePath();
        }
        return area;
    }
}
