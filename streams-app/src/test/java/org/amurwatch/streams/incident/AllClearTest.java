package org.amurwatch.streams.incident;

import static org.amurwatch.streams.incident.Field.byHuman;
import static org.amurwatch.streams.incident.Field.byMachine;
import static org.amurwatch.streams.incident.Field.hours;
import static org.amurwatch.streams.incident.Field.minutes;
import static org.amurwatch.streams.incident.Field.missedCheckIn;
import static org.amurwatch.streams.incident.Field.patrol;
import static org.amurwatch.streams.incident.Field.sign;
import static org.amurwatch.streams.incident.Field.team;
import static org.amurwatch.streams.incident.Field.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.streams.rule.Pattern;
import org.amurwatch.streams.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever was told hears at the end what it was about, and the true reason why it is over. */
class AllClearTest {

    private static final Rule SILENT = FieldRules.rule(
            "silent",
            Severity.WARNING,
            PageLevel.DISPATCH,
            new Pattern.Absence(SignalSubject.STATION, 1, Duration.ofHours(24)));

    private static final Rule MISSED = FieldRules.rule(
            "missed",
            Severity.WARNING,
            PageLevel.DISPATCH,
            new Pattern.Absence(SignalSubject.INDIVIDUAL, 1, Duration.ofHours(24)));

    private static final Rule UNUSUAL = FieldRules.rule(
            "unusual",
            Severity.WARNING,
            PageLevel.DISPATCH,
            new Pattern.Baseline(
                    FieldRules.PERSON, SignalSubject.STATION, Duration.ofHours(12), 0.001, Duration.ofDays(28)));

    private static final Rule IMPOSSIBLE =
            FieldRules.rule("impossible", Severity.WARNING, PageLevel.DISPATCH, new Pattern.Movement(4, 0));

    private final Office office = new Office(rules(), team("north"));

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(FieldRules.ALL);
        rules.addAll(List.of(SILENT, MISSED, UNUSUAL, IMPOSSIBLE));
        return rules;
    }

    @ParameterizedTest
    @EnumSource(Explanation.class)
    void shouldSayWhichExplanationAPersonGave(Explanation explanation) {
        office.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")));
        office.until(minutes(75)).told();

        office.on(sign(
                "person",
                AlertKind.HUMAN_PRESENCE,
                0,
                minutes(80),
                byHuman("s1").andThen(alert -> alert.setObservedAt(minutes(59)).setExplained(explanation))));

        String because =
                switch (explanation) {
                    case STAFF -> "Explained: our own people.";
                    case PATROL -> "Explained: our own patrol was there.";
                    case PERMIT -> "Explained: somebody with a permit.";
                    case RESIDENT -> "Explained: people who live here.";
                    case DETECTOR -> "Explained: an error of the detector.";
                    case ANIMAL -> "Explained: an animal.";
                    case OTHER -> "It has an explanation.";
                };
        expect(AlertMessage.ALL_CLEAR, "All clear: People seen, Kedrovaya Pad, ", because);
        assertThat(office.all()).singleElement().satisfies(incident -> {
            assertThat(incident.getState()).isEqualTo(IncidentState.EXPLAINED);
            assertThat(incident.getEvidenceCount()).as("nothing is left").isZero();
            assertThat(incident.getKinds()).isEmpty();
            assertThat(incident.getEvidence()).noneMatch(evidence -> evidence.getJoined());
        });
    }

    @Test
    void shouldSayThatOurPatrolWasThere() {
        office.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")));
        office.until(minutes(75)).told();

        office.on(patrol("north", 0.3, minutes(55)), minutes(80));

        PatrolAlert told = expect(
                AlertMessage.ALL_CLEAR,
                "All clear: People seen, Kedrovaya Pad, ",
                "Explained: our own patrol was there.");
        assertThat(told.getKind()).isEqualTo(AlertKind.HUMAN_PRESENCE);
        assertThat(told.getEvidenceCount()).isEqualTo(1);
        assertThat(told.getPosition().getLatitude()).isEqualTo(Field.LATITUDE);
        assertThat(told.getEventKey()).isEqualTo("rangers/person");
    }

    @Test
    void shouldSayAllReasonsWhereEvidenceWentOneByOne() {
        SectorEvent car = sign("car", AlertKind.VEHICLE, 0.1, minutes(62), byMachine("s2"));
        office.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")))
                .on(car);
        office.until(minutes(75)).told();

        office.on(sign(
                "person",
                AlertKind.HUMAN_PRESENCE,
                0,
                minutes(80),
                byHuman("s1").andThen(alert -> alert.setObservedAt(minutes(59)).setExplained(Explanation.PERMIT))));
        office.until(minutes(82)).told();
        // The car alone called for nobody: it had left with the person.
        assertThat(office.allOpen()).isEmpty();

        office.on(sign("people", AlertKind.HUMAN_PRESENCE, 40, minutes(90), byMachine("s3")))
                .on(sign("more", AlertKind.HUMAN_PRESENCE, 40.5, minutes(91), byMachine("s4")));
        office.until(minutes(105)).told();
        office.on(sign(
                "people",
                AlertKind.HUMAN_PRESENCE,
                40,
                minutes(106),
                byHuman("s3").andThen(alert -> alert.setObservedAt(minutes(89)).setExplained(Explanation.ANIMAL))));
        office.until(minutes(107)).told();
        office.on(sign(
                "more",
                AlertKind.HUMAN_PRESENCE,
                40.5,
                minutes(108),
                byHuman("s4").andThen(alert -> alert.setObservedAt(minutes(90)).setExplained(Explanation.DETECTOR))));
        expect(
                AlertMessage.ALL_CLEAR,
                "All clear: People seen, ",
                "Explained: an error of the detector. Explained: an animal.");
    }

    @Test
    void shouldSayThatWhatIsLeftCallsForNobody() {
        office.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")))
                .on(sign("car", AlertKind.VEHICLE, 0.1, minutes(62), byMachine("s2")));
        office.until(minutes(75)).told();

        office.on(patrol("north", -0.4, minutes(59)), minutes(80));
        office.on(sign(
                "person",
                AlertKind.HUMAN_PRESENCE,
                0,
                minutes(81),
                byHuman("s1").andThen(alert -> alert.setObservedAt(minutes(59)).setExplained(Explanation.RESIDENT))));

        PatrolAlert last = office.told().stream()
                .filter(alert -> alert.getMessage() == AlertMessage.ALL_CLEAR)
                .findFirst()
                .orElseThrow();
        assertThat(last.getText()).startsWith("All clear: ").doesNotContain("Animal");
    }

    @Test
    void shouldSayThatTheSourceTookItBack() {
        SectorEvent snare = sign("snare", AlertKind.SNARE, 0, hours(1));
        office.on(snare);
        office.until(hours(1.1)).told();

        office.on(withdrawn(snare), hours(1.2));

        expect(
                AlertMessage.CORRECTED,
                "Correction, what you were told has changed: Snare found, Kedrovaya Pad, ",
                "The source took a report back, or moved it elsewhere.");
    }

    @Test
    void shouldSayThatTheSourceCorrectedIt() {
        office.on(sign("snare", AlertKind.SNARE, 0, hours(1)));
        office.until(hours(1.1)).told();

        office.on(sign("snare", AlertKind.OTHER, 0, hours(1.2), alert -> alert.setObservedAt(minutes(59))));

        expect(
                AlertMessage.CORRECTED,
                "Correction, what you were told has changed: Snare found, Kedrovaya Pad, ",
                "The source corrected a report.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POACHING_CONFIRMED  | Closed:    | Poaching was confirmed.",
                "SIGN_WITHOUT_PERSON | Closed:    | Signs were found, and nobody there.",
                "PERMITTED_PERSON    | All clear: | It was somebody with a permit.",
                "OUR_STAFF           | All clear: | It was our own people.",
                "ANIMAL              | All clear: | It was an animal.",
                "DETECTOR_ERROR      | All clear: | It was an error of the detector.",
                "NOT_REACHED         | Closed:    | The place was not reached.",
                "                    | Closed:    | It was closed, without an outcome."
            })
    void shouldSayWithWhichOutcomeItWasClosed(Outcome outcome, String opening, String because) {
        office.on(sign("shot", AlertKind.GUNSHOT, 0, hours(1)));
        office.told();

        office.answer(office.open(), "north", ResponseKind.CLOSED, outcome, hours(2));

        expect(AlertMessage.ALL_CLEAR, opening + " Gunshot, Kedrovaya Pad, ", because);
    }

    @Test
    void shouldSayForHowLongThereWasNothingNew() {
        office.on(sign("shot", AlertKind.GUNSHOT, 0, hours(1)));
        office.until(hours(24.9)).told();
        office.until(hours(25.1));
        expect(AlertMessage.ALL_CLEAR, "Closed: Gunshot, Kedrovaya Pad, ", "Nothing new for 24 hours.");

        office.on(sign("snare", AlertKind.SNARE, 40, hours(30)));
        office.until(hours(30 + 13.9 * 24)).told();
        office.until(hours(30 + 14.1 * 24));
        expect(AlertMessage.ALL_CLEAR, "Closed: Snare found, Kedrovaya Pad, ", "Nothing new for 14 days.");
    }

    @Test
    void shouldSayThatThePatrolWasHeardOf() {
        office.on(missedCheckIn("north-1", hours(5), false), hours(5));
        office.told();

        office.on(missedCheckIn("north-1", hours(5), true), hours(6));

        PatrolAlert told = expect(
                AlertMessage.ALL_CLEAR,
                "All clear: A patrol has missed its check-in, Kedrovaya Pad, ",
                "The patrol has been heard of again.");
        assertThat(told.getSeverity()).isEqualTo(Severity.CRITICAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABSENCE  | STATION    | silent     | later       | The station sends again.",
                "ABSENCE  | STATION    | silent     |             | The station was taken down, by its deployment.",
                "ABSENCE  | INDIVIDUAL | missed     |             | It was seen again, or the records were corrected.",
                "BASELINE | STATION    | unusual    |             | After corrections it is no more than usual.",
                "MOVEMENT | INDIVIDUAL | impossible |             | The sightings behind it were corrected."
            })
    void shouldSayWhyWhatWasConcludedHoldsNoLonger(
            SignalKind kind, SignalSubject subject, String rule, String endedBy, String because) {
        office.on(signal(kind, subject, rule, false, List.of("rangers/last")), hours(5));
        assertThat(office.toldInShort()).containsExactly("RAISED north");

        List<String> keys = endedBy == null ? List.of("rangers/last") : List.of("rangers/" + endedBy, "rangers/last");
        office.on(signal(kind, subject, rule, true, keys), hours(6));

        assertThat(expect(AlertMessage.ALL_CLEAR, "All clear: ", because).getText())
                .doesNotContain("Animal where");
    }

    private PatrolAlert expect(AlertMessage message, String begin, String end) {
        // Until then nobody had answered, and they were asked again.
        List<PatrolAlert> told = office.told().stream()
                .filter(alert -> alert.getMessage().compareTo(AlertMessage.UPDATED) > 0)
                .toList();
        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.getMessage()).isEqualTo(message);
            assertThat(alert.getText()).startsWith(begin).endsWith(" " + end);
        });
        return told.get(0);
    }

    private static SectorEvent signal(
            SignalKind kind, SignalSubject subject, String rule, boolean ended, List<String> keys) {
        return SectorEvent.newBuilder()
                .setSignal(Signal.newBuilder()
                        .setSignalId("signal-1")
                        .setKind(kind)
                        .setEnded(ended)
                        .setRule(rule)
                        .setRuleVersion(1)
                        .setSubjectKind(subject)
                        .setSubject("rangers/s1")
                        .setPurpose(Purpose.ACTUAL)
                        .setPlacement(Field.placement("south"))
                        .setPosition(new Position(Field.LATITUDE, Field.LONGITUDE, null))
                        .setObservedAt(hours(4))
                        .setDetectedAt(hours(5))
                        .setEventKeys(keys)
                        .build())
                .build();
    }
}
