package org.amurwatch.consumer.export;

import static org.amurwatch.consumer.export.FieldRecords.NOW;
import static org.amurwatch.consumer.export.FieldRecords.people;
import static org.amurwatch.consumer.export.FieldRecords.provenance;
import static org.amurwatch.consumer.export.FieldRecords.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Verdict;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfPoachingAlert;
import org.amurwatch.event.Observation.OfSighting;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldEventsTest {

    private static final Instant SEEN = NOW.minus(Duration.ofDays(700));
    private static final Instant EARLIER = NOW.minus(Duration.ofDays(2));
    private static final Instant LATER = NOW.minus(Duration.ofDays(1));

    @TempDir
    private Path folder;

    private final FieldRecords records = new FieldRecords();
    private long unusable;

    private List<HeldEvent> held() {
        FieldReading reading = new FieldReading(
                records.source().consumers(),
                records.serdes(),
                new ExportProgress(new PrintWriter(new StringWriter()), Clock.systemUTC()));
        List<HeldEvent> held = new ArrayList<>();
        try (ExportIndex index = new ExportIndex(folder.resolve("index"))) {
            unusable = reading.read(reading.ends(), index);
            new HeldEvents(index, Purpose.ACTUAL).forEach(held::add);
        }
        return held;
    }

    private static Sighting said(String species, Instant revision) {
        return sighting("o1", species, SEEN)
                .setProvenance(provenance("o1", revision))
                .build();
    }

    @Test
    void shouldHoldTheLatestRevisionInWhateverOrderTheyCome() {
        records.add(said("Panthera tigris", LATER)).add(said("Sus scrofa", EARLIER));

        assertThat(held()).singleElement().satisfies(event -> assertThat(
                        ((OfSighting) event.observation()).sighting().getScientificName())
                .isEqualTo("Panthera tigris"));
    }

    @Test
    void shouldHoldWhatCameLaterOfOneRevisionAndNotWhatItReplaced() {
        records.add(said("Sus scrofa", EARLIER))
                .add(said("Panthera tigris", EARLIER))
                .add(said("Sus scrofa", EARLIER));

        assertThat(held()).singleElement().satisfies(event -> assertThat(
                        ((OfSighting) event.observation()).sighting().getScientificName())
                .isEqualTo("Panthera tigris"));
    }

    @Test
    void shouldNotHoldWhatWasWithdrawnUntilItIsStatedAgain() {
        records.add(said("Sus scrofa", EARLIER))
                .add(Sighting.newBuilder(said("Sus scrofa", LATER))
                        .setWithdrawn(true)
                        .build());
        assertThat(held()).isEmpty();

        records.add(said("Sus scrofa", NOW));
        assertThat(held()).hasSize(1);
    }

    @Test
    void shouldHoldAnAnimalThatTurnedOutToBeASignOfPeopleAsThat() {
        records.add(said("Canis lupus familiaris", EARLIER))
                .add(people("o1", SEEN).setProvenance(provenance("o1", LATER)).build());

        assertThat(held()).singleElement().extracting(HeldEvent::observation).isInstanceOf(OfPoachingAlert.class);
    }

    @Test
    void shouldApplyVerdictsToTheStatementThatTheyWereAbout() {
        records.add(people("p1", SEEN).build(), EARLIER).judge("p1", Verdict.VILLAGER, LATER);

        PoachingAlert judged = ((OfPoachingAlert) held().get(0).observation()).alert();
        assertThat(judged.getExplained()).isEqualTo(Explanation.RESIDENT);
        assertThat(judged.getClassification().getBy()).isEqualTo("duty-officer");
    }

    @Test
    void shouldApplyTheLaterOfTwoVerdicts() {
        records.add(people("p1", SEEN).build(), EARLIER)
                .judge("p1", Verdict.VILLAGER, EARLIER)
                .judge("p1", Verdict.SUSPICIOUS, LATER);

        PoachingAlert judged = ((OfPoachingAlert) held().get(0).observation()).alert();
        assertThat(judged.getExplained()).isNull();
        assertThat(judged.getSuspicion()).isEqualTo(Suspicion.RAISED);
    }

    @Test
    void shouldForgetVerdictsOnWhatItsSourceCorrectedSince() {
        records.add(people("p1", SEEN).build(), EARLIER)
                .judge("p1", Verdict.VILLAGER, EARLIER.plusSeconds(60))
                .add(
                        people("p1", SEEN)
                                .setCount(3)
                                .setProvenance(provenance("p1", NOW))
                                .build(),
                        LATER);

        assertThat(((OfPoachingAlert) held().get(0).observation()).alert().getExplained())
                .isNull();
    }

    @Test
    void shouldKeepAVerdictWhenItsSourceSaysTheSameAgain() {
        records.add(people("p1", SEEN).build(), EARLIER)
                .judge("p1", Verdict.VILLAGER, EARLIER.plusSeconds(60))
                .add(people("p1", SEEN).setProvenance(provenance("p1", NOW)).build(), LATER);

        assertThat(((OfPoachingAlert) held().get(0).observation()).alert().getExplained())
                .isEqualTo(Explanation.RESIDENT);
    }

    @Test
    void shouldLeaveOutExercisesAndCanaries() {
        records.add(sighting("o1", "Sus scrofa", SEEN)
                        .setPurpose(Purpose.EXERCISE)
                        .build())
                .add(people("p1", SEEN).setPurpose(Purpose.CANARY).build());

        assertThat(held()).isEmpty();
    }

    @Test
    void shouldGiveALiveEventWithAWrongClockTheTimeReceivedAndMarkARowOfAFile() {
        Instant ahead = NOW.plus(Duration.ofDays(1));
        Sighting live = sighting("live", "Sus scrofa", ahead).build();
        live.getProvenance().setFile(null);
        records.add(live).add(sighting("row", "Sus scrofa", ahead).build());

        assertThat(held())
                .extracting(HeldEvent::observation)
                .extracting(
                        event -> event.provenance().getEventId(), Observation::observedAt, Observation::clockSuspect)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("live", NOW, true),
                        org.assertj.core.api.Assertions.tuple("row", ahead, true));
    }

    @Test
    void shouldCountWhatCantBeUsedAndGoOn() {
        records.addRaw(Topics.SIGHTINGS, "pad/x", new byte[] {0, 0, 0}, NOW)
                .add(Topics.SIGHTINGS, "pad/other-key", said("Sus scrofa", EARLIER), NOW)
                .add(said("Sus scrofa", EARLIER));

        assertThat(held()).hasSize(1);
        assertThat(unusable).isEqualTo(2);
    }
}
