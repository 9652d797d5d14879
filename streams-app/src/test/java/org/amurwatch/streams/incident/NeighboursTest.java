package org.amurwatch.streams.incident;

import static org.amurwatch.streams.incident.Field.hours;
import static org.amurwatch.streams.incident.Field.inSector;
import static org.amurwatch.streams.incident.Field.shared;
import static org.amurwatch.streams.incident.Field.sign;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.streams.place.PlaceIndex;
import org.junit.jupiter.api.Test;

/** Two sectors at a border: both see what lies near it, and one of them makes it an incident. */
class NeighboursTest {

    private final List<Incident> south = new ArrayList<>();
    private final List<Incident> north = new ArrayList<>();
    private boolean seesAll = true;
    private final SectorEngine southern = engine("south");
    private final SectorEngine northern = engine("north");

    private SectorEngine engine(String sector) {
        Circumstances everywhere = new Circumstances.Fixed(
                FieldRules.book(FieldRules.SNARE_LINE, FieldRules.SHOTS),
                PlaceIndex.of(List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "RU");
        return new SectorEngine(sector, new Circumstances() {
            @Override
            public org.amurwatch.streams.rule.RuleBook rules() {
                return everywhere.rules();
            }

            @Override
            public org.amurwatch.streams.place.Places places() {
                return everywhere.places();
            }

            @Override
            public java.util.Collection<org.amurwatch.avro.PatrolTeam> teams() {
                return everywhere.teams();
            }

            @Override
            public java.util.Collection<org.amurwatch.avro.Permit> permits() {
                return everywhere.permits();
            }

            @Override
            public java.util.Collection<org.amurwatch.avro.EscalationPolicy> policies() {
                return everywhere.policies();
            }

            @Override
            public java.util.Collection<org.amurwatch.avro.Silence> silences() {
                return everywhere.silences();
            }

            @Override
            public String country(String territoryId) {
                return everywhere.country(territoryId);
            }

            @Override
            public boolean tells(String sectorId, double latitude, double longitude) {
                return seesAll;
            }
        });
    }

    /** It lies in a sector, near the border: the other one gets it as shared. */
    private void happens(String sector, SectorEvent event, Instant at) {
        SectorEvent there = inSector(event, sector);
        south.addAll(
                southern.on(sector.equals("south") ? there : shared(there), at).incidents());
        north.addAll(
                northern.on(sector.equals("north") ? there : shared(there), at).incidents());
    }

    @Test
    void shouldBeTheBusinessOfTheSectorOfTheEarliestEventInAnyOrderOfArrival() {
        SectorEvent first = sign("first", AlertKind.SNARE, 0, hours(1));
        SectorEvent second = sign("second", AlertKind.SNARE, 0.5, hours(2));
        SectorEvent third = sign("third", AlertKind.SNARE, 1, hours(3));

        happens("north", third, hours(3));
        happens("north", second, hours(3.1));
        happens("south", first, hours(3.2));

        assertThat(north).isEmpty();
        assertThat(south).isNotEmpty();
        Incident incident = south.get(south.size() - 1);
        assertThat(incident.getIncidentId()).startsWith("south/");
        assertThat(incident.getEvidence())
                .extracting(IncidentEvidence::getEventKey)
                .containsExactlyInAnyOrder("rangers/first", "rangers/second", "rangers/third");
        assertThat(incident.getTerritoryId()).isEqualTo("kedrovaya-south");
    }

    @Test
    void shouldLeaveASingleEventToTheSectorInWhichItLies() {
        happens("north", sign("shot", AlertKind.GUNSHOT, 0, hours(1)), hours(1));

        assertThat(south).isEmpty();
        assertThat(north).extracting(Incident::getSectorId).containsExactly("north");
    }

    /** Better two incidents than none: the neighbour might not see enough of it. */
    @Test
    void shouldTakeItUpItselfWhereTheNeighbourDoesNotSeeAllOfIt() {
        seesAll = false;

        happens("south", sign("first", AlertKind.SNARE, 0, hours(1)), hours(1));
        happens("north", sign("second", AlertKind.SNARE, 0.5, hours(2)), hours(2));
        happens("north", sign("third", AlertKind.SNARE, 1, hours(3)), hours(3));

        assertThat(north).extracting(Incident::getSectorId).contains("north");
    }

    @Test
    void shouldPageForAPatrolInDangerOnlyWhereItIs() {
        happens("north", sign("sos", AlertKind.SOS, 0, hours(1)), hours(1));

        assertThat(south).isEmpty();
        assertThat(north).hasSize(1);
    }
}
