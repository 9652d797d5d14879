package org.amurwatch.bench.quality.world;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amurwatch.producer.simulation.Behaviour;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;

/** A small world without sense, in which everything that a scorer can meet is frequent. Made of its seed alone. */
public final class RandomWorld implements World {

    private static final Instant BEGIN = Instant.parse("2026-12-31T14:00:00Z");
    private static final EventKind[] KINDS = {
        EventKind.HUMAN_PRESENCE, EventKind.HUMAN_PRESENCE, EventKind.GUNSHOT, EventKind.SNARE, EventKind.VEHICLE,
        EventKind.HUMAN_TRACKS, EventKind.DOG, EventKind.CAMERA_SILENT, EventKind.SIGHTING, EventKind.PATROL_POSITION
    };

    /** An event with what was behind it. */
    public record Told(SimulatedEvent event, Cause cause) {}

    private final long seed;
    private final int days;
    private final List<Incursion> incursions = new ArrayList<>();
    private final List<Told> events = new ArrayList<>();

    public RandomWorld(long seed) {
        this(seed, 4, 120, 8);
    }

    /** @param incursionCount of which about one in five is held out of tuning */
    public RandomWorld(long seed, int days, int eventCount, int incursionCount) {
        this.seed = seed;
        this.days = days;
        Random random = new Random(seed);
        for (int i = 0; i < incursionCount; i++) {
            Behaviour behaviour = Behaviour.values()[random.nextInt(Behaviour.values().length)];
            incursions.add(new Incursion(
                    "incursion-" + i,
                    behaviour,
                    behaviour.heldOut(),
                    BEGIN,
                    BEGIN.plus(Duration.ofDays(days)),
                    List.of()));
        }
        for (int i = 0; i < eventCount; i++) {
            events.add(told(random, "%d-%05d".formatted(seed, i)));
        }
        events.sort(Comparator.<Told, Instant>comparing(told -> told.event().receivedAt())
                .thenComparing(told -> told.event().id()));
    }

    private Told told(Random random, String id) {
        Instant received = BEGIN.plusSeconds(random.nextInt(days * 86_400));
        Instant observed =
                switch (random.nextInt(8)) {
                    case 0 -> received.minus(Duration.ofDays(random.nextInt(60)));
                    case 1 -> received.minus(Duration.ofHours(2));
                    case 2 -> received.minus(Duration.ofHours(2)).minusSeconds(1);
                    case 3 -> Instant.parse("1980-01-01T00:00:00Z");
                    case 4 -> received.plus(Duration.ofHours(3));
                    default -> received.minusSeconds(random.nextInt(3_600));
                };
        int station = random.nextInt(10);
        EventKind kind = KINDS[random.nextInt(KINDS.length)];
        boolean shot = kind == EventKind.GUNSHOT;
        boolean patrol = kind == EventKind.SNARE || kind == EventKind.PATROL_POSITION;
        Sensor sensor = shot
                ? Sensor.ACOUSTIC
                : patrol ? Sensor.PATROL_REPORT : random.nextBoolean() ? Sensor.CAMERA_LIVE : Sensor.CAMERA_CARD;
        boolean byIncursion = !incursions.isEmpty() && random.nextInt(5) == 0;
        String incursion =
                byIncursion ? incursions.get(random.nextInt(incursions.size())).id() : null;
        SimulatedEvent event = new SimulatedEvent(
                id,
                (shot ? "acoustic-" : "camera-") + station,
                sensor,
                kind,
                observed,
                received,
                42.5 + station * 0.03,
                130.5,
                shot || patrol ? null : "S" + station,
                null,
                null,
                1 + random.nextInt(3),
                patrol ? null : 0.3 + 0.7 * random.nextDouble(),
                patrol ? "team-1" : null);
        return new Told(event, new Cause(id, byIncursion ? Origin.INCURSION : Origin.VILLAGER, incursion, null));
    }

    public List<Incursion> incursions() {
        return incursions;
    }

    public List<Told> events() {
        return events;
    }

    /** The incursion behind each event that has one. */
    public Map<String, String> incursionOfEvent() {
        Map<String, String> answer = new HashMap<>();
        for (Told told : events) {
            if (told.cause().incursionId() != null) {
                answer.put(told.event().id(), told.cause().incursionId());
            }
        }
        return answer;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public int days() {
        return days;
    }

    @Override
    public Instant end() {
        return BEGIN.plus(Duration.ofDays(days));
    }

    @Override
    public FieldMap map() {
        return new FieldMap(
                ZoneId.of("Asia/Vladivostok"),
                List.of(),
                List.of(),
                List.of(new FieldMap.Place("village", 42.4, 130.5)),
                List.of(),
                List.of(),
                List.of(),
                new FieldMap.Line("border", List.of()),
                List.of(new FieldMap.Visit("S1", BEGIN.plus(Duration.ofDays(1)))),
                List.of(),
                new FieldMap.Extent(42, 130, 44, 132));
    }

    @Override
    public void run(SimulationSink sink) {
        incursions.forEach(sink::incursion);
        events.forEach(told -> sink.event(told.event(), told.cause()));
    }
}
