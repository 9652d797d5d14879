package org.amurwatch.streams.incident;

import static org.amurwatch.streams.incident.Field.byMachine;
import static org.amurwatch.streams.incident.Field.hours;
import static org.amurwatch.streams.incident.Field.minutes;
import static org.amurwatch.streams.incident.Field.sign;
import static org.amurwatch.streams.incident.Field.team;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Verdict;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleBook;
import org.junit.jupiter.api.Test;

/** A permit explains the same whether it is loaded before or after what was seen. */
class LaterPermitsTest {

    private final Changing circumstances = new Changing();
    private final SectorEngine engine = new SectorEngine("south", circumstances);
    private final SectorEvent person = sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1"));

    /** As the reference data: the same collection as long as no permit is loaded. */
    private static final class Changing implements Circumstances {

        private final Circumstances fixed = Office.circumstances(FieldRules.ALL, team("north"));
        private List<Permit> permits = List.of();

        void load(Permit... loaded) {
            permits = List.of(loaded);
        }

        @Override
        public RuleBook rules() {
            return fixed.rules();
        }

        @Override
        public Places places() {
            return fixed.places();
        }

        @Override
        public Collection<PatrolTeam> teams() {
            return fixed.teams();
        }

        @Override
        public Collection<Permit> permits() {
            return permits;
        }

        @Override
        public Collection<EscalationPolicy> policies() {
            return fixed.policies();
        }

        @Override
        public Collection<Silence> silences() {
            return fixed.silences();
        }

        @Override
        public String country(String territoryId) {
            return fixed.country(territoryId);
        }

        @Override
        public boolean tells(String sectorId, double latitude, double longitude) {
            return true;
        }
    }

    @Test
    void shouldTakeOutOfAnOpenIncidentWhatAPermitExplainsThatIsLoadedLater() {
        Effects seen = engine.on(person, hours(1));
        assertThat(seen.alerts()).extracting(PatrolAlert::getMessage).containsExactly(AlertMessage.RAISED);
        assertThat(engine.reconsider(minutes(61)).isEmpty()).isTrue();

        circumstances.load(permit(0.5, false));
        Effects explained = engine.reconsider(minutes(62));

        assertThat(explained.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getMessage()).isEqualTo(AlertMessage.ALL_CLEAR);
            assertThat(alert.getText()).endsWith("Explained: somebody with a permit.");
        });
        assertThat(explained.incidents()).extracting(Incident::getState).containsExactly(IncidentState.EXPLAINED);
        assertThat(explained.reviewItems()).singleElement().satisfies(item -> {
            assertThat(item.getState()).isEqualTo(ReviewState.JUDGED);
            assertThat(item.getVerdict()).isEqualTo(Verdict.PERMIT);
        });
        assertThat(engine.reconsider(minutes(63)).isEmpty()).isTrue();
    }

    @Test
    void shouldLeaveAloneWhatAPermitDoesNotReach() {
        engine.on(person, hours(1));
        circumstances.load(permit(3, false));
        assertThat(engine.reconsider(minutes(62)).isEmpty()).isTrue();
    }

    @Test
    void shouldRaiseWhatAWithdrawnPermitExplainedWhileItIsFresh() {
        circumstances.load(permit(0.5, false));
        assertThat(engine.reconsider(hours(1)).isEmpty()).isTrue();
        assertThat(engine.on(person, hours(1)).alerts()).isEmpty();

        circumstances.load(permit(0.5, true));

        assertThat(engine.reconsider(minutes(90)).alerts())
                .extracting(PatrolAlert::getMessage)
                .containsExactly(AlertMessage.RAISED);
    }

    @Test
    void shouldPageNobodyForWhatIsOldWhenItsPermitIsWithdrawn() {
        circumstances.load(permit(0.5, false));
        engine.reconsider(hours(1));
        engine.on(person, hours(1));

        circumstances.load(permit(0.5, true));

        Effects effects = engine.reconsider(hours(4));
        assertThat(effects.alerts()).isEmpty();
        assertThat(effects.incidents()).isEmpty();
    }

    @Test
    void shouldKeepWhatAPersonFoundOnTheSpotWhateverBecomesOfPermits() {
        Effects seen = engine.on(person, hours(1));
        String id = seen.incidents().get(0).getIncidentId();
        engine.on(
                PatrolResponse.newBuilder()
                        .setResponseId("answer-1")
                        .setSectorId("south")
                        .setIncidentId(id)
                        .setTeamId("north")
                        .setBy("ranger")
                        .setKind(ResponseKind.CLOSED)
                        .setOutcome(Outcome.PERMITTED_PERSON)
                        .setAt(minutes(70))
                        .build(),
                minutes(70));

        circumstances.load(permit(0.5, true));

        Effects effects = engine.reconsider(minutes(75));
        assertThat(effects.alerts()).isEmpty();
        assertThat(effects.reviewItems()).extracting(ReviewItem::getState).isEmpty();
    }

    private static Permit permit(double north, boolean retired) {
        Instant start = hours(0);
        return Permit.newBuilder()
                .setId("berries")
                .setPosition(Field.position(north))
                .setRadiusMetres(1_000)
                .setStartAt(start)
                .setEndAt(hours(10))
                .setRetired(retired)
                .build();
    }
}
