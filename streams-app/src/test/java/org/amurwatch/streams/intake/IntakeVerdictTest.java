package org.amurwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.event.Standing;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person's verdict does to an event, whatever else is said of that event before and after. */
class IntakeVerdictTest {

    private static final Instant SENT = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant JUDGED = SENT.plusSeconds(600);
    private static final TerritoryIndex NOWHERE = TerritoryIndex.of(List.of(), 5_000);

    @ParameterizedTest
    @CsvSource({
        "VILLAGER, RESIDENT",
        "PERMIT, PERMIT",
        "OUR_STAFF, STAFF",
        "ANIMAL, ANIMAL",
        "DETECTOR_ERROR, DETECTOR",
        "BLANK, DETECTOR"
    })
    void shouldExplainWhatNeedsNobody(org.amurwatch.avro.Verdict verdict, Explanation explanation) {
        PoachingAlert judged = current(judge(verdict, JUDGED, known(alert())));

        assertThat(judged.getExplained()).isEqualTo(explanation);
        assertThat(judged.getSuspicion()).isEqualTo(Suspicion.NONE);
    }

    @Test
    void shouldRaiseSuspicionAndChangeNothingElse() {
        PoachingAlert stated = alert();
        stated.setExplained(Explanation.RESIDENT);

        Intake.Outcome outcome = judge(org.amurwatch.avro.Verdict.SUSPICIOUS, JUDGED, known(stated));

        assertThat(outcome.verdict()).isEqualTo(Standing.CORRECTION);
        PoachingAlert judged = current(outcome);
        assertThat(judged.getSuspicion()).isEqualTo(Suspicion.RAISED);
        assertThat(judged.getExplained()).isNull();
        assertThat(judged.getClassification())
                .isEqualTo(Classification.newBuilder()
                        .setMethod(ClassificationMethod.HUMAN)
                        .setBy("duty-officer")
                        .setAt(JUDGED)
                        .build());
        PoachingAlert rest = PoachingAlert.newBuilder(judged)
                .setSuspicion(stated.getSuspicion())
                .setExplained(stated.getExplained())
                .setClassification(stated.getClassification())
                .build();
        assertThat(rest).isEqualTo(stated);
    }

    @Test
    void shouldTellTerritoryAndSectorOnce() {
        RegisterEntry known = known(alert());

        Intake.Outcome outcome = judge(org.amurwatch.avro.Verdict.VILLAGER, JUDGED, known);

        assertThat(outcome.toTerritories()).singleElement().satisfies(sent -> {
            assertThat(sent.change().getEventKey()).isEqualTo("park/card/4711");
            assertThat(sent.change().getBefore()).isEqualTo(known.getCurrent());
            assertThat(sent.change().getNow()).isEqualTo(outcome.entry().getCurrent());
            assertThat(sent.change().getNow().getReceivedAt()).isEqualTo(JUDGED);
        });
        assertThat(outcome.toSectors()).hasSize(1);
    }

    @Test
    void shouldTakeTheSameVerdictOnce() {
        RegisterEntry once = judge(org.amurwatch.avro.Verdict.VILLAGER, JUDGED, known(alert()))
                .entry();

        assertThat(judge(org.amurwatch.avro.Verdict.VILLAGER, JUDGED, once))
                .isEqualTo(Intake.Outcome.of(Standing.REPEAT, null));
    }

    @Test
    void shouldLetTheLaterVerdictHoldWhateverTheOrder() {
        RegisterEntry later = judge(org.amurwatch.avro.Verdict.VILLAGER, JUDGED.plusSeconds(1), known(alert()))
                .entry();

        assertThat(judge(org.amurwatch.avro.Verdict.SUSPICIOUS, JUDGED, later))
                .isEqualTo(Intake.Outcome.of(Standing.SUPERSEDED, null));
        assertThat(judge(org.amurwatch.avro.Verdict.SUSPICIOUS, JUDGED.plusSeconds(2), later)
                        .verdict())
                .isEqualTo(Standing.CORRECTION);
    }

    @Test
    void shouldKeepTheVerdictWhenTheSourceSaysTheSameAgain() {
        RegisterEntry judged = judge(org.amurwatch.avro.Verdict.VILLAGER, JUDGED, known(alert()))
                .entry();
        PoachingAlert again = alert();
        again.getProvenance().setRevision(JUDGED.plusSeconds(60));

        Intake.Outcome outcome = take(again, judged);

        assertThat(outcome.verdict()).isEqualTo(Standing.REPEAT);
        assertThat(outcome.entry().getCurrent()).isEqualTo(judged.getCurrent());
    }

    @Test
    void shouldLetTheSourceCorrectAndWithdrawWhatWasJudged() {
        RegisterEntry judged = judge(org.amurwatch.avro.Verdict.VILLAGER, JUDGED, known(alert()))
                .entry();
        // Between the first statement and the verdict: an importer knows what the source said, and not when it was
        // judged.
        PoachingAlert corrected = alert();
        corrected.getProvenance().setRevision(SENT.plusSeconds(1));
        corrected.setCount(3);
        PoachingAlert withdrawn = alert();
        withdrawn.getProvenance().setRevision(SENT.plusSeconds(1));
        withdrawn.setWithdrawn(true);

        assertThat(current(take(corrected, judged))).isEqualTo(corrected);
        assertThat(take(withdrawn, judged).entry().getCurrent()).isNull();
    }

    @Test
    void shouldRefuseWhatCannotBeJudged() {
        PoachingAlert withdrawn = alert();
        withdrawn.setWithdrawn(true);
        RegisterEntry sighting = Intake.take(
                        FieldEvent.Observed.of(Sighting.newBuilder()
                                .setProvenance(alert().getProvenance())
                                .setObservedAt(SENT)
                                .setPosition(new Position(43.1, 131.4, null))
                                .build()),
                        SENT,
                        null,
                        NOWHERE)
                .entry();

        assertThatThrownBy(() -> judge(org.amurwatch.avro.Verdict.BLANK, JUDGED, null))
                .isInstanceOf(EventCheck.Invalid.class)
                .hasMessage("There is no event 'park/card/4711' to be judged.");
        assertThatThrownBy(() -> judge(org.amurwatch.avro.Verdict.BLANK, JUDGED, known(withdrawn)))
                .isInstanceOf(EventCheck.Invalid.class)
                .hasMessage("Its source has taken 'park/card/4711' back: there is nothing to be judged.");
        assertThatThrownBy(() -> judge(org.amurwatch.avro.Verdict.BLANK, JUDGED, sighting))
                .isInstanceOf(EventCheck.Invalid.class)
                .hasMessageContaining("is none");
    }

    private static PoachingAlert alert() {
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("park")
                        .setEventId("card/4711")
                        .setRevision(SENT)
                        .build())
                .setObservedAt(SENT.minusSeconds(60))
                .setPosition(new Position(43.1, 131.4, null))
                .setStationId("park/ford")
                .setKind(AlertKind.HUMAN_PRESENCE)
                .setCount(2)
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(0.9)
                        .setBy("classifier 5")
                        .build())
                .build();
    }

    private static RegisterEntry known(PoachingAlert alert) {
        return take(alert, null).entry();
    }

    private static Intake.Outcome take(PoachingAlert alert, RegisterEntry known) {
        return Intake.take(FieldEvent.Observed.of(alert), SENT, known, NOWHERE);
    }

    private static Intake.Outcome judge(org.amurwatch.avro.Verdict verdict, Instant at, RegisterEntry known) {
        return Intake.judge(
                ReviewVerdict.newBuilder()
                        .setEventKey("park/card/4711")
                        .setVerdict(verdict)
                        .setBy("duty-officer")
                        .setAt(at)
                        .build(),
                at,
                known);
    }

    private static PoachingAlert current(Intake.Outcome outcome) {
        return outcome.entry().getCurrent().getPoachingAlert();
    }
}
