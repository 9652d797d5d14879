package org.amurwatch.producer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Verdict;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
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

    @ParameterizedTest
    @CsvSource({
        "suspicious, SUSPICIOUS",
        "villager, VILLAGER",
        "permit, PERMIT",
        "our-staff, OUR_STAFF",
        "animal, ANIMAL",
        "detector-error, DETECTOR_ERROR",
        "blank, BLANK"
    })
    void shouldSendTheVerdictAlone(String stated, Verdict verdict) {
        answers.know(
                Topics.POACHING_ALERTS, "park/card/4711", alert(Answers.NOW).build());

        assertThat(answers.run("park/card/4711 " + stated + " --by duty-officer"))
                .as(answers.err.toString())
                .isEqualTo(ExitCode.DONE);

        assertThat(answers.sent)
                .containsExactly(new Answers.Sent(
                        "review.verdicts",
                        "park/card/4711",
                        ReviewVerdict.newBuilder()
                                .setEventKey("park/card/4711")
                                .setVerdict(verdict)
                                .setBy("duty-officer")
                                .setAt(Answers.NOW)
                                .build()));
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
