package org.amurwatch.producer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Verdict;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeCommandTest {

    private final Answers answers = new Answers(JudgeCommand::new);

    private static PoachingAlert.Builder alert(Instant revision) {
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("park")
                        .setEventId("card/4711")
                        .setRevision(revision)
                        .setFile("observations.csv")
                        .setRow(12L)
                        .build())
                .setObservedAt(Answers.NOW.minusSeconds(60))
                .setPosition(new Position(43.1, 131.4, null))
                .setStationId("park/ford")
                .setKind(AlertKind.HUMAN_PRESENCE)
                .setCount(2)
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(0.9)
                        .setBy("classifier 5")
                        .build());
    }

    private PoachingAlert judged(String verdict) {
        assertThat(answers.run("park/card/4711 " + verdict + " --by duty-officer"))
                .as(answers.err.toString())
                .isEqualTo(ExitCode.DONE);
        Answers.Sent sent = answers.sent.get(answers.sent.size() - 1);
        assertThat(sent.topic()).isEqualTo("field.poaching-alerts");
        assertThat(sent.key()).isEqualTo("park/card/4711");
        return (PoachingAlert) sent.value();
    }

    @ParameterizedTest
    @CsvSource({
        "villager, RESIDENT",
        "permit, PERMIT",
        "our-staff, STAFF",
        "animal, ANIMAL",
        "detector-error, DETECTOR",
        "blank, DETECTOR"
    })
    void shouldExplainWhatNeedsNobody(String verdict, Explanation explanation) {
        answers.know(
                Topics.POACHING_ALERTS,
                "park/card/4711",
                alert(Answers.NOW.minusSeconds(5))
                        .setSuspicion(Suspicion.RAISED)
                        .build());

        PoachingAlert judged = judged(verdict);

        assertThat(judged.getExplained()).isEqualTo(explanation);
        assertThat(judged.getSuspicion()).isEqualTo(Suspicion.NONE);
    }

    @Test
    void shouldRaiseSuspicionAndChangeNothingElse() {
        PoachingAlert known = alert(Answers.NOW.minusSeconds(5))
                .setExplained(Explanation.RESIDENT)
                .build();
        answers.know(Topics.POACHING_ALERTS, "park/card/4711", known);

        PoachingAlert judged = judged("suspicious");

        assertThat(judged.getSuspicion()).isEqualTo(Suspicion.RAISED);
        assertThat(judged.getExplained()).isNull();
        assertThat(judged.getClassification().getMethod()).isEqualTo(ClassificationMethod.HUMAN);
        assertThat(judged.getClassification().getBy()).isEqualTo("duty-officer");
        assertThat(judged.getClassification().getAt()).isEqualTo(Answers.NOW);
        assertThat(judged.getClassification().getProbability()).isNull();
        assertThat(judged.getProvenance().getRevision()).isEqualTo(Answers.NOW);
        PoachingAlert rest = PoachingAlert.newBuilder(judged)
                .setClassification(known.getClassification())
                .setExplained(known.getExplained())
                .setSuspicion(known.getSuspicion())
                .setProvenance(known.getProvenance())
                .build();
        assertThat(rest).isEqualTo(known);
        assertThat(judged.getProvenance().getFile()).isEqualTo("observations.csv");
    }

    @Test
    void shouldHoldAgainstAStatementOfTheSameMoment() {
        Instant ahead = Answers.NOW.plusSeconds(10);
        assertThat(JudgedAlert.of(alert(ahead).build(), Verdict.VILLAGER, "officer", Answers.NOW)
                        .getProvenance()
                        .getRevision())
                .isEqualTo(ahead.plusMillis(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "park/none villager --by officer | 1 | There is no poaching alert 'park/none'",
                "park/taken-back villager --by officer | 1 | has taken 'park/taken-back' back",
                "park villager --by officer | 2 | is no key of an event",
                "park/card/4711 poacher --by officer | 2 | Unknown verdict 'poacher': expected one of suspicious, villager",
                "park/card/4711 villager | 2 | --by",
            })
    void shouldRefuseWithASentence(String command, int exit, String sentence) {
        answers.know(
                Topics.POACHING_ALERTS, "park/card/4711", alert(Answers.NOW).build());
        answers.know(
                Topics.POACHING_ALERTS,
                "park/taken-back",
                alert(Answers.NOW).setWithdrawn(true).build());

        assertThat(answers.run(command)).isEqualTo(exit);
        assertThat(answers.err.toString()).contains(sentence);
        assertThat(answers.sent).isEmpty();
    }
}
