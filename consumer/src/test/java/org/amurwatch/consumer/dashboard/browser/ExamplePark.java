package org.amurwatch.consumer.dashboard.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.SightingReference;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.avro.Vertex;
import org.amurwatch.consumer.dashboard.ParkRecords;
import org.amurwatch.consumer.dashboard.health.StepState;
import org.amurwatch.consumer.dashboard.health.SystemFacts;
import org.amurwatch.consumer.dashboard.state.Park;

/** A park in which something happens, in the territories of the example; the same at each call, but for the time. */
final class ExamplePark {

    static final String CRITICAL = "land-of-the-leopard/7c21";
    static final String RESPONDING = "land-of-the-leopard/41d0";
    static final String TEAM = "team-kedrovaya-pad";

    private static final Path TERRITORIES = Path.of("../local/src/main/resources/example/territories.geojson");
    private static final List<String> SPECIES = List.of(
            "Cervus nippon",
            "Sus scrofa",
            "Capreolus pygargus",
            "Cervus nippon",
            "Panthera pardus",
            "Ursus thibetanus",
            "Meles leucurus",
            "Sus scrofa",
            "Panthera tigris",
            "Nyctereutes procyonoides");
    private static final int SIGHTINGS = 160;
    private static final int DAYS = 90;

    private final Park park;
    private final Instant now;
    private final Random random = new Random(8);
    private final Map<String, Territory> territories;
    private final Map<String, Incident> incidents = new HashMap<>();

    private ExamplePark(Park park, Instant now) {
        this.park = park;
        this.now = now;
        this.territories = territories();
    }

    /** @param now when it is; what happened is placed before it */
    static ExamplePark fill(Park park, Instant now) {
        ExamplePark example = new ExamplePark(park, now);
        example.territories.forEach(park::territory);
        example.territories.values().forEach(example::watch);
        for (int number = 0; number < SIGHTINGS; number++) {
            example.sight(number);
        }
        example.animals();
        example.patrols();
        example.incidents();
        example.reviews();
        park.settle();
        return example;
    }

    private static Map<String, Territory> territories() {
        JsonNode features;
        try {
            features = new ObjectMapper().readTree(TERRITORIES.toFile()).path("features");
        } catch (IOException e) {
            throw new IllegalStateException("The example's territories can't be read.", e);
        }
        Map<String, Territory> all = new LinkedHashMap<>();
        for (JsonNode feature : features) {
            JsonNode about = feature.path("properties");
            List<List<Vertex>> rings = new ArrayList<>();
            for (JsonNode ring : feature.path("geometry").path("coordinates")) {
                List<Vertex> vertices = new ArrayList<>();
                ring.forEach(point -> vertices.add(
                        new Vertex(point.get(1).asDouble(), point.get(0).asDouble())));
                rings.add(vertices);
            }
            Map<String, String> names = new TreeMap<>();
            about.path("names")
                    .properties()
                    .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
            all.put(
                    about.path("id").asText(),
                    Territory.newBuilder()
                            .setId(about.path("id").asText())
                            .setName(about.path("name").asText())
                            .setNames(names)
                            .setSectorId(about.path("sector").asText())
                            .setTimeZone(about.path("timeZone").asText())
                            .setPolygons(List.of(new Polygon(rings)))
                            .build());
        }
        return all;
    }

    /** Stations, and what they counted by day. */
    private void watch(Territory territory) {
        for (int number = 1; number <= 5; number++) {
            Deployment deployment = Deployment.newBuilder()
                    .setProvenance(provenance("cam-" + territory.getId() + number, now))
                    .setPosition(inside(territory))
                    .setStationId("src/" + territory.getId() + "-" + number)
                    .setStart(now.minus(Duration.ofDays(DAYS)))
                    .build();
            park.observation(ObservationChange.newBuilder()
                    .setEventKey("src/cam-" + territory.getId() + number)
                    .setNow(LocatedEvent.newBuilder()
                            .setPlacement(placement(territory))
                            .setReceivedAt(now)
                            .setFreshnessMillis(0)
                            .setDeployment(deployment)
                            .build())
                    .build());
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (int back = 1; back < DAYS; back++) {
            boolean watched = back < 40 || back > 52;
            park.day(TerritoryDay.newBuilder()
                    .setTerritoryId(territory.getId())
                    .setSectorId(territory.getSectorId())
                    .setDate(today.minusDays(back))
                    .setTimeZone(territory.getTimeZone())
                    .setStationNights(watched ? 5 : 0)
                    .setCounts(
                            watched
                                    ? List.of(
                                            count(SubjectType.SIGHTING, "Cervus nippon", 2 + random.nextInt(4)),
                                            count(SubjectType.SIGHTING, "Panthera pardus", random.nextInt(3) / 2),
                                            count(SubjectType.POACHING_ALERT, "HUMAN_PRESENCE", random.nextInt(2)))
                                    : List.of())
                    .build());
        }
    }

    private static SubjectCount count(SubjectType type, String subject, long detections) {
        return SubjectCount.newBuilder()
                .setType(type)
                .setSubject(subject)
                .setEvents(detections)
                .setDetections(detections)
                .setAnimals(detections)
                .build();
    }

    /** Every fourth is older than a month, as those must be that a visitor gets counts of. */
    private void sight(int number) {
        Duration ago = number % 4 == 0
                ? Duration.ofDays(40 + random.nextInt(40))
                : Duration.ofMinutes(20 + (long) number * number * 3 / 2);
        sight("seen-" + number, SPECIES.get(number % SPECIES.size()), any(), now.minus(ago));
    }

    /** An animal was seen, in Kedrovaya Pad. */
    void sight(String event, String species, Instant at) {
        sight(event, species, known("kedrovaya-pad"), at);
    }

    private void sight(String event, String species, Territory territory, Instant at) {
        park.observation(ParkRecords.sighting(event, species, placement(territory), inside(territory), at));
    }

    private void animals() {
        String[] names = {"Leo 114F", "Leo 80M", "Leo 37F", "Leo 203M", "Leo 151F"};
        for (int number = 0; number < names.length; number++) {
            Territory territory = any();
            String id = "L" + (100 + number);
            park.individual(
                    id,
                    IndividualStatus.newBuilder(ParkRecords.individual(id, territory.getId(), inside(territory)))
                            .setName(names[number])
                            .setLast(new SightingReference(
                                    "src/seen-" + number,
                                    now.minus(Duration.ofHours(5L + 400L * number * number)),
                                    inside(territory),
                                    null,
                                    territory.getId(),
                                    IdentificationStatus.CONFIRMED))
                            .setOverdueSince(number > 2 ? now.minus(Duration.ofDays(9)) : null)
                            .setCrossings(number)
                            .setChangedAt(now)
                            .build());
        }
    }

    private void patrols() {
        for (String id : List.of("kedrovaya-pad", "narva", "chunhua")) {
            Territory territory = known(id);
            String team = "team-" + id;
            park.team(
                    team,
                    PatrolTeam.newBuilder(ParkRecords.team(team, territory.getSectorId()))
                            .setName(territory.getName() + " patrol")
                            .build());
            Position from = inside(territory);
            for (int minute = 90; minute >= 5; minute -= 5) {
                double way = minute / 5.0;
                park.position(ParkRecords.at(
                        team,
                        now.minus(Duration.ofMinutes(minute)),
                        new Position(
                                from.getLatitude() + 0.003 * Math.sin(way / 2),
                                from.getLongitude() + way * 0.002,
                                null)));
            }
        }
    }

    private void incidents() {
        open(
                CRITICAL,
                "kedrovaya-pad",
                Severity.CRITICAL,
                4,
                AlertKind.SNARE,
                AlertKind.GUNSHOT,
                AlertKind.HUMAN_TRACKS);
        open(RESPONDING, "narva", Severity.SEVERE, 55, AlertKind.CAMP, AlertKind.LIGHT);
        answer(RESPONDING, IncidentState.RESPONDING);
        open("land-of-the-leopard/90aa", "barabash", Severity.WARNING, 130, AlertKind.VEHICLE);
        open("hunchun/5e02", "madida", Severity.WARNING, 300, AlertKind.HUMAN_TRACKS);
        answer("hunchun/5e02", IncidentState.ACKNOWLEDGED);
        open("hunchun/1b9f", "chunhua", Severity.SEVERE, 2_000, AlertKind.GUNSHOT);
        answer("hunchun/1b9f", IncidentState.RESOLVED);
        park.note(
                CRITICAL + "/1",
                IncidentNote.newBuilder()
                        .setNoteId("1")
                        .setIncidentId(CRITICAL)
                        .setText("Tracks of two people lead to the ford.")
                        .setBy("ranger")
                        .setTeamId(TEAM)
                        .setAt(now.minus(Duration.ofMinutes(2)))
                        .build());
    }

    /** What is known of the system that watches it. */
    static void fill(SystemFacts facts) {
        facts.steps(List.of(
                new StepState("decisions-g1", 2, 0),
                new StepState("dispatch", 1, 0),
                new StepState("records-g1", 2, 41)));
        facts.deadLetters()
                .take(ParkRecords.deadLetter(
                        "decisions.dead-letters", 0, "Latitude 143.1 is none: it lies between -90 and 90."));
    }

    private void reviews() {
        for (int number = 1; number <= 3; number++) {
            Territory territory = known("kedrovaya-pad");
            park.review(ParkRecords.review(
                    "camera-" + number,
                    ParkRecords.placement("kedrovaya-pad", territory.getSectorId()),
                    inside(territory),
                    now.minus(Duration.ofMinutes(7L * number))));
        }
    }

    /** Opens an incident so many minutes ago, with a piece of evidence for each kind; its territory's team and the duty officer were told. */
    void open(String id, String territoryId, Severity severity, int minutesAgo, AlertKind... kinds) {
        Territory territory = known(territoryId);
        Instant at = now.minus(Duration.ofMinutes(minutesAgo));
        Position middle = inside(territory);
        Position centre = new Position(middle.getLatitude(), middle.getLongitude(), 600.0);
        Map<String, Integer> counts = new TreeMap<>();
        List<IncidentEvidence> evidence = new ArrayList<>();
        for (AlertKind kind : kinds) {
            counts.merge(kind.name(), 1, Integer::sum);
            evidence.add(evidence(id, territoryId, centre, at, kind, evidence.size()));
        }
        String team = "team-" + territoryId;
        write(Incident.newBuilder()
                .setIncidentId(id)
                .setSectorId(territory.getSectorId())
                .setState(IncidentState.OPEN)
                .setSeverity(severity)
                .setLevel(PageLevel.DISPATCH)
                .setOpenedAt(at)
                .setChangedAt(at)
                .setFirstObservedAt(at.minusSeconds(150L * kinds.length))
                .setLastObservedAt(at)
                .setLastReceivedAt(at)
                .setCentre(centre)
                .setTerritoryId(territoryId)
                .setTerritoryName(territory.getName())
                .setTimeZone(territory.getTimeZone())
                .setKinds(counts)
                .setEvidenceCount(evidence.size())
                .setEvidence(evidence)
                .setRules(List.of(new RuleReference("signs-in-" + territoryId, 1)))
                .setToldTeamIds(List.of(team, "duty-officer"))
                .setNextStepAt(now.plus(Duration.ofMinutes(6)))
                .setNextStepTo(RecipientKind.FURTHER)
                .setTimeline(List.of(
                        new TimelineEntry(at, TimelineKind.OPENED, null, null),
                        new TimelineEntry(at, TimelineKind.TOLD, team, null),
                        new TimelineEntry(at.plusSeconds(1), TimelineKind.TOLD, "duty-officer", null)))
                .build());
    }

    /** Its team has answered, and with that it is in this state. */
    void answer(String id, IncidentState state) {
        Incident incident = Objects.requireNonNull(incidents.get(id));
        Instant at = incident.getOpenedAt().plusSeconds(180);
        ResponseKind answer = state == IncidentState.RESPONDING ? ResponseKind.ON_THE_WAY : ResponseKind.ACKNOWLEDGED;
        String team = incident.getToldTeamIds().get(0);
        List<TimelineEntry> timeline = new ArrayList<>(incident.getTimeline());
        timeline.add(new TimelineEntry(at, TimelineKind.ANSWERED, team, answer));
        write(Incident.newBuilder(incident)
                .setState(state)
                .setAnsweredBy(team)
                .setAnswer(answer)
                .setAnsweredAt(at)
                .setChangedAt(at)
                .setClosedAt(state == IncidentState.RESOLVED ? at.plusSeconds(5_000) : null)
                .setTimeline(timeline)
                .build());
    }

    private void write(Incident incident) {
        incidents.put(incident.getIncidentId(), incident);
        park.incident(incident.getIncidentId(), incident);
        park.settle();
    }

    private static IncidentEvidence evidence(
            String incident, String territory, Position centre, Instant last, AlertKind kind, int number) {
        Instant at = last.minusSeconds(150L * number);
        return IncidentEvidence.newBuilder()
                .setIncidentId(incident)
                .setEventKey("src/" + incident + "-" + number)
                .setRule("signs-in-" + territory)
                .setRuleVersion(1)
                .setKind(kind)
                .setObservedAt(at)
                .setReceivedAt(at.plusSeconds(4))
                .setPosition(new Position(
                        centre.getLatitude() + 0.006 * (number - 1), centre.getLongitude() + 0.005 * number, 250.0))
                .setTerritoryId(territory)
                .setSourceId("src")
                .setMachine(kind == AlertKind.GUNSHOT || kind == AlertKind.VEHICLE)
                .setChangedAt(at)
                .build();
    }

    private static Provenance provenance(String event, Instant revision) {
        return Provenance.newBuilder()
                .setSourceId("src")
                .setEventId(event)
                .setRevision(revision)
                .build();
    }

    static Placement placement(Territory territory) {
        return Placement.newBuilder()
                .setTerritoryId(territory.getId())
                .setTerritoryName(territory.getName())
                .setSectorId(territory.getSectorId())
                .setTimeZone(territory.getTimeZone())
                .setEdgeUncertain(false)
                .build();
    }

    private Territory any() {
        List<Territory> all = List.copyOf(territories.values());
        return all.get(random.nextInt(all.size()));
    }

    private Territory known(String id) {
        return Objects.requireNonNull(territories.get(id), "The example has no territory " + id + ".");
    }

    /** A place near the middle of its outline. */
    private Position inside(Territory territory) {
        List<Vertex> ring = territory.getPolygons().get(0).getRings().get(0);
        double latitude =
                ring.stream().mapToDouble(Vertex::getLatitude).average().orElseThrow();
        double longitude =
                ring.stream().mapToDouble(Vertex::getLongitude).average().orElseThrow();
        return new Position(latitude + random.nextGaussian() * 0.03, longitude + random.nextGaussian() * 0.04, 40.0);
    }
}
