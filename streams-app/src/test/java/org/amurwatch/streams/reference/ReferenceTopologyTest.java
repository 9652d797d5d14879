package org.amurwatch.streams.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.amurwatch.avro.DutyTime;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Vertex;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.rule.RulesFile;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTopologyTest {

    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(7));

    @TempDir
    private Path stateDir;

    private final RegistrySerdes serdes = new RegistrySerdes("mock://" + UUID.randomUUID());
    private final ReferenceProgress progress = new ReferenceProgress();
    private final ReferenceIndexes indexes = new ReferenceIndexes(5_000);
    private @Nullable TopologyTestDriver driver;

    private void start(Set<Topic<?>> topics) {
        StreamsBuilder builder = new StreamsBuilder();
        new ReferenceTopology(serdes, indexes, progress, new OutageWait(Duration.ofMillis(1))).addTo(builder, topics);
        // A topology of global stores alone has no task; one that reads anything does.
        builder.stream("anything");
        Properties settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "none:9092");
        settings.put("state.dir", stateDir.toString());
        settings.put("default.key.serde", "org.apache.kafka.common.serialization.Serdes$StringSerde");
        settings.put("default.value.serde", "org.apache.kafka.common.serialization.Serdes$StringSerde");
        driver = new TopologyTestDriver(builder.build(), settings);
    }

    @AfterEach
    void stop() {
        if (driver != null) {
            driver.close();
        }
    }

    private <V extends SpecificRecord> void put(Topic<V> topic, String key, V value) {
        driver().createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic))
                .pipeInput(key, value);
    }

    private TopologyTestDriver driver() {
        return Objects.requireNonNull(driver);
    }

    private Set<String> keys(String store) {
        Set<String> keys = new TreeSet<>();
        KeyValueStore<String, Object> all = driver().getKeyValueStore(store);
        try (var entries = all.all()) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private <V extends SpecificRecord> void assertSkipped(Topic<V> topic, String key, V value, String sentence) {
        put(topic, key, value);
        assertThat(progress.unusable()).anySatisfy(unusable -> assertThat(unusable)
                .startsWith(topic.name() + "-0 offset ")
                .contains("key '" + key + "'")
                .endsWith(": " + sentence));
    }

    @Test
    void shouldHoldForEachApplicationWhatItNeeds() {
        start(ReferenceTopology.RECORDS);

        assertThat(progress.topics())
                .containsExactly(
                        "reference.agreements", "reference.places", "reference.rules", "reference.territories");
        assertThat(driver().getAllStateStores())
                .containsOnlyKeys(
                        "reference-agreements", "reference-places", "reference-rules", "reference-territories");
        stop();

        start(ReferenceTopology.DECISIONS);
        assertThat(driver().getAllStateStores())
                .containsOnlyKeys(
                        "reference-territories",
                        "reference-patrol-teams",
                        "reference-places",
                        "reference-permits",
                        "reference-policies",
                        "reference-silences",
                        "reference-recipients",
                        "reference-rules");
    }

    @Test
    void shouldMakeTheMapAgainAfterChanges() {
        start(ReferenceTopology.DECISIONS);
        KeyValueStore<String, Place> store = driver().getKeyValueStore(ReferenceTopology.PLACES_STORE);
        assertThat(indexes.places().index(store).metresTo(PlaceKind.VILLAGE, 43, 131))
                .isInfinite();

        put(Topics.PLACES, "v", village("v"));
        assertThat(indexes.places().index(store).metresTo(PlaceKind.VILLAGE, 43, 131))
                .isZero();
        assertThat(indexes.places().index(store)).isSameAs(indexes.places().index(store));

        Place retired = village("v");
        retired.setRetired(true);
        put(Topics.PLACES, "v", retired);
        assertThat(indexes.places().index(store).metresTo(PlaceKind.VILLAGE, 43, 131))
                .isInfinite();
    }

    @Test
    void shouldKeepWhatWasKnownWhereARecordCanNotBeUsed() {
        start(ReferenceTopology.DECISIONS);
        put(Topics.PLACES, "v", village("v"));
        Place broken = village("v");
        broken.setLine(List.of());

        assertSkipped(Topics.PLACES, "v", broken, "Place 'v' has neither a point, a line nor an area.");
        assertSkipped(Topics.PLACES, "w", village("v"), "The key of the record is not its id 'v'.");

        assertThat(keys(ReferenceTopology.PLACES_STORE)).containsExactly("v");
        assertThat(progress.skippedCount()).isEqualTo(2);
        KeyValueStore<String, Place> store = driver().getKeyValueStore(ReferenceTopology.PLACES_STORE);
        assertThat(indexes.places().index(store).metresTo(PlaceKind.VILLAGE, 43, 131))
                .isZero();
        put(Topics.PLACES, "v", village("v"));
        assertThat(progress.unusable()).hasSize(1);
        assertThat(progress.positions()).hasSize(1);
    }

    @Test
    void shouldCheckPermits() {
        start(ReferenceTopology.DECISIONS);
        put(Topics.PERMITS, "p", permit());
        Permit wide = permit();
        wide.setRadiusMetres(Double.NaN);
        assertSkipped(Topics.PERMITS, "p", wide, "Permit 'p' has a radius of NaN m; expected more than 0.");
        Permit backwards = permit();
        backwards.setEndAt(START);
        assertSkipped(
                Topics.PERMITS,
                "p",
                backwards,
                "Permit 'p' ends at " + START + "; expected a time after its start, " + START + ".");
        Permit nobody = permit();
        nobody.setPeople(0);
        assertSkipped(Topics.PERMITS, "p", nobody, "Permit 'p' is for 0 people; expected 1 or more, or none stated.");
        Permit nowhere = permit();
        nowhere.setPosition(new Position(91.0, 0.0, null));
        assertSkipped(
                Topics.PERMITS,
                "p",
                nowhere,
                "Permit 'p' is at longitude 0.0, latitude 91.0; expected -180 to 180 and -90 to 90.");
        assertThat(keys(ReferenceTopology.PERMITS_STORE)).containsExactly("p");
    }

    @Test
    void shouldCheckPolicies() {
        start(ReferenceTopology.DECISIONS);
        put(Topics.POLICIES, "a", policy("a", step(0), step(5), step(5)));
        assertSkipped(Topics.POLICIES, "b", policy("b"), "Policy 'b' has no step; expected at least one.");
        assertSkipped(
                Topics.POLICIES,
                "c",
                policy("c", step(5), step(4)),
                "Policy 'c' has a step after 4 minutes that follows 5; expected 0 or more, in the order of their times.");
        assertSkipped(
                Topics.POLICIES,
                "d",
                policy("d", step(-1)),
                "Policy 'd' has a step after -1 minutes that follows 0; expected 0 or more, in the order of their times.");
        EscalationStep named = step(0);
        named.setRecipients(RecipientKind.NAMED);
        assertSkipped(
                Topics.POLICIES, "e", policy("e", named), "Policy 'e' has a step for named teams that names none.");
        EscalationPolicy none = policy("f", step(0));
        none.setLevel(PageLevel.NONE);
        assertSkipped(
                Topics.POLICIES,
                "f",
                none,
                "Policy 'f' is for the level NONE, which pages nobody; expected REVIEW or DISPATCH.");
        assertThat(keys(ReferenceTopology.POLICIES_STORE)).containsExactly("a");
    }

    @Test
    void shouldCheckSilences() {
        start(ReferenceTopology.DECISIONS);
        put(Topics.SILENCES, "s", silence(END, "road works"));
        assertSkipped(Topics.SILENCES, "s", silence(END, " "), "Silence 's' does not say who wanted it and why.");
        Instant late = START.plus(Duration.ofDays(32));
        assertSkipped(
                Topics.SILENCES,
                "s",
                silence(late, "x"),
                "Silence 's' lasts from " + START + " to " + late + "; expected at most 31 days.");
        assertThat(keys(ReferenceTopology.SILENCES_STORE)).containsExactly("s");
    }

    @Test
    void shouldCheckRuleSetsIndividualsAndTeams() {
        Set<Topic<?>> all = new java.util.HashSet<>(ReferenceTopology.DECISIONS);
        all.add(Topics.INDIVIDUALS);
        start(all);
        String yaml = RulesFile.builtInText("russia");
        put(Topics.RULES, "russia/2", new RuleSet("russia", 2, START, yaml));
        assertSkipped(
                Topics.RULES,
                "russia",
                new RuleSet("russia", 3, START, yaml),
                "The key of the record is not its name and version 'russia/3'.");
        assertSkipped(
                Topics.RULES,
                "russia/3",
                new RuleSet("russia", 3, START, "name: russia\nruels: []"),
                "Rule set 'russia/3' has 2 mistake(s), and the set before it stays in force; the first is russia/3:1:1: "
                        + "The key 'rules' is missing in the file: expected a list of rules.");
        assertThat(keys(ReferenceTopology.RULES_STORE)).containsExactly("russia/2");

        Individual lord = Individual.newBuilder()
                .setId("Leo 12M")
                .setScientificName("Panthera pardus orientalis")
                .build();
        put(Topics.INDIVIDUALS, "Leo 12M", lord);
        assertSkipped(
                Topics.INDIVIDUALS,
                "Leo 12M",
                Individual.newBuilder(lord).setMergedInto("Leo 12M").build(),
                "Individual 'Leo 12M' is said to be merged into itself.");

        PatrolTeam team = PatrolTeam.newBuilder().setId("t").setName("T").build();
        put(Topics.PATROL_TEAMS, "t", team);
        assertSkipped(
                Topics.PATROL_TEAMS,
                "t",
                PatrolTeam.newBuilder(team).setTimeZone("Asia/Khasan").build(),
                "Patrol team 't' has the time zone 'Asia/Khasan'; expected a name such as Asia/Vladivostok.");
        assertSkipped(
                Topics.PATROL_TEAMS,
                "t",
                PatrolTeam.newBuilder(team)
                        .setDutyTimes(List.of(new DutyTime(List.of(), "8", "18:00")))
                        .build(),
                "Patrol team 't' has the duty time '8'; expected HH:mm.");
        assertSkipped(
                Topics.PATROL_TEAMS,
                "t",
                PatrolTeam.newBuilder(team)
                        .setDutyTimes(List.of(new DutyTime(List.of(0), "08:00", "18:00")))
                        .build(),
                "Patrol team 't' is on duty on the days [0]; expected 1 (Monday) to 7.");
    }

    @Test
    void shouldMakeAnIndexAgainAfterItCouldNotBeMade() {
        start(ReferenceTopology.DECISIONS);
        KeyValueStore<String, Place> store = driver().getKeyValueStore(ReferenceTopology.PLACES_STORE);
        int[] made = {0};
        StoreIndex<Place, Integer> index = new StoreIndex<>(places -> {
            if (++made[0] == 2) {
                throw new IllegalStateException("Not now.");
            }
            return places.size();
        });
        put(Topics.PLACES, "v", village("v"));

        assertThatThrownBy(() -> index.of(store)).hasMessage("Not now.");
        assertThat(index.of(store)).isEqualTo(1);
        assertThat(index.of(store)).isEqualTo(1);
        assertThat(made[0]).isEqualTo(3);
    }

    private static Place village(String id) {
        return Place.newBuilder()
                .setId(id)
                .setKind(PlaceKind.VILLAGE)
                .setName("Village")
                .setLine(List.of(new Vertex(43.0, 131.0)))
                .build();
    }

    private static Permit permit() {
        return Permit.newBuilder()
                .setId("p")
                .setPosition(new Position(43.0, 131.0, null))
                .setRadiusMetres(500)
                .setStartAt(START)
                .setEndAt(END)
                .build();
    }

    private static EscalationPolicy policy(String id, EscalationStep... steps) {
        return EscalationPolicy.newBuilder()
                .setId(id)
                .setLevel(PageLevel.DISPATCH)
                .setSteps(List.of(steps))
                .build();
    }

    private static EscalationStep step(int afterMinutes) {
        return new EscalationStep(afterMinutes, RecipientKind.ALL, List.of());
    }

    private static Silence silence(Instant end, String why) {
        return Silence.newBuilder()
                .setId("s")
                .setStartAt(START)
                .setEndAt(end)
                .setBy("duty officer")
                .setWhy(why)
                .build();
    }
}
