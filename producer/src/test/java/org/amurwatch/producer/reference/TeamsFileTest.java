package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.DutyTime;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TeamRole;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamsFileTest {

    @Test
    void shouldReadTeams() {
        List<PatrolTeam> teams = TeamsFile.parse("""
                teams:
                  - id: kedrovaya
                    name: Кедровая Падь
                    language: ru
                    territories: [kedrovaya-pad, barabash]
                    kinds: [snare, GUNSHOT, human-tracks]
                    endpoints: [phone-1]
                  - {id: hunchun, name: Hunchun, sectors: [hunchun], kinds: [SOS], retired: true}
                """, "t.yaml");
        assertThat(teams).hasSize(2);
        assertThat(teams.get(0).getName()).isEqualTo("Кедровая Падь");
        assertThat(teams.get(0).getLanguage()).isEqualTo("ru");
        assertThat(teams.get(0).getTerritoryIds()).containsExactly("kedrovaya-pad", "barabash");
        assertThat(teams.get(0).getKinds())
                .containsExactlyInAnyOrder(AlertKind.SNARE, AlertKind.GUNSHOT, AlertKind.HUMAN_TRACKS);
        assertThat(teams.get(0).getEndpoints()).containsExactly("phone-1");
        assertThat(teams.get(1).getLanguage()).isEqualTo("en");
        assertThat(teams.get(1).getSectorIds()).containsExactly("hunchun");
        assertThat(teams.get(1).getRetired()).isTrue();
    }

    @Test
    void shouldReadDutyOfficersDutyTimesAndBases() {
        List<PatrolTeam> teams = TeamsFile.parse("""
                teams:
                  - id: officer
                    name: Duty officer
                    role: duty-officer
                    sectors: [hunchun]
                    leastSeverity: warning
                    timeZone: Asia/Shanghai
                    dutyTimes:
                      - {days: [sat, Sun], begin: 08:00, end: "20:00"}
                      - {begin: "20:00", end: "08:00"}
                    base: {latitude: 42.9, longitude: 130.4}
                    endpoints: [phone-1]
                    nextEndpointAfterSeconds: 45
                """, "t.yaml");
        PatrolTeam officer = teams.get(0);
        assertThat(officer.getRole()).isEqualTo(TeamRole.DUTY_OFFICER);
        assertThat(officer.getKinds()).isEmpty();
        assertThat(officer.getNextEndpointAfterSeconds()).isEqualTo(45);
        assertThat(officer.getLeastSeverity()).isEqualTo(Severity.WARNING);
        assertThat(officer.getTimeZone()).isEqualTo("Asia/Shanghai");
        assertThat(officer.getDutyTimes())
                .containsExactly(
                        new DutyTime(List.of(6, 7), "08:00", "20:00"), new DutyTime(List.of(), "20:00", "08:00"));
        assertThat(officer.getBase()).isEqualTo(new Position(42.9, 130.4, null));
    }

    @Test
    void shouldNameTheLineOfAFault() {
        assertRefused("""
                # North
                teams:
                  - {id: a, name: A, sectors: [s], kinds: [SOS]}

                  - id: b
                    sectors: [s]
                    kinds: [SOS]
                """, "  line 5: Team 2 ('b'), name: missing: expected a text.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: A, sectors: [s], kinds: [SOS]} | Team 1, id: missing: expected a text.",
                "{id: a, name: A, sectors: [s], kinds: [SOS], nextEndpointAfterSeconds: 0} | nextEndpointAfterSeconds: 0",
                "{id: a, sectors: [s], kinds: [SOS]} | Team 1 ('a'), name: missing: expected a text.",
                "{id: 7, name: A, sectors: [s], kinds: [SOS]} | Team 1 ('7'), id: 7: expected a text",
                "{id: a/b, name: A, sectors: [s], kinds: [SOS]} | Team 1 ('a/b'), id: 'a/b' can't be used",
                "{id: a, name: A, kinds: [SOS]} | Team 1 ('a'), territories: missing, and so is sectors",
                "{id: a, name: A, sectors: s, kinds: [SOS]} | Team 1 ('a'), sectors: \"s\": expected a list of texts",
                "{id: a, name: A, sectors: [s]} | Team 1 ('a'), kinds: missing",
                "{id: a, name: A, sectors: [s], kinds: [BOMB]} | Team 1 ('a'), kinds: unknown 'BOMB': expected some of SOS,",
                "{id: a, name: A, sectors: [s], kinds: [SOS], language: fr} | Team 1 ('a'), language: unknown 'fr': expected en, ru, zh.",
                "{id: a, name: A, sectors: [s], kinds: [SOS], endpoints: ['https://x']} | Team 1 ('a'), endpoints: 'https://x' is an address",
                "{id: a, name: A, sectors: [s], kinds: [SOS], territory: x} | Team 1 ('a'), territory: is no field of a team",
                "{id: a, name: A, sectors: [s], kinds: []} | Team 1 ('a'), kinds: missing",
                "{id: a, name: A, sectors: [s], kinds: [SOS], role: chief} | Team 1 ('a'), role: unknown 'chief': expected PATROL, DUTY_OFFICER.",
                "{id: a, name: A, sectors: [s], kinds: [SOS], leastSeverity: bad} | Team 1 ('a'), leastSeverity: unknown 'bad': expected INFO,",
                "{id: a, name: A, sectors: [s], kinds: [SOS], timeZone: Asia/Khasan} | Team 1 ('a'), timeZone: unknown 'Asia/Khasan'",
                "{id: a, name: A, sectors: [s], kinds: [SOS], base: {latitude: 130, longitude: 43}} | Team 1 ('a'), base, latitude: 130 is out of range: expected -90 to 90.",
                "{id: a, name: A, sectors: [s], kinds: [SOS], base: here} | Team 1 ('a'), base: \"here\": expected fields",
                "{id: a, name: A, sectors: [s], kinds: [SOS], dutyTimes: [{begin: '8', end: '20:00'}]} | Team 1 ('a'), duty time 1, begin: '8': expected a time of day",
                "{id: a, name: A, sectors: [s], kinds: [SOS], dutyTimes: [{days: [someday], begin: '08:00', end: '20:00'}]} | duty time 1, days: unknown 'someday': expected some of mon,",
                "{id: a, name: A, sectors: [s], kinds: [SOS], retired: maybe} | Team 1 ('a'), retired: 'maybe': expected true or false.",
            })
    void shouldNameTeamAndFieldOfAFault(String team, String sentence) {
        assertRefused("teams: [" + team + "]", sentence);
    }

    @Test
    void shouldNameEveryFault() {
        assertRefused(
                """
                teams:
                  - {id: a, name: A, sectors: [s], kinds: [SOS]}
                  - {id: a, name: '', sectors: [s], kinds: [SOS]}
                """,
                "2 faults:",
                "Team 2 ('a'), id: team 1 has the same",
                "Team 2 ('a'), name: \"\": expected a text that is not blank");
    }

    @Test
    void shouldRefuseWhatIsNoListOfTeams() {
        assertRefused("team: []", "t.yaml names no team");
        assertRefused("teams: []", "t.yaml names no team");
        assertRefused("", "t.yaml names no team");
        assertRefused("teams: [", "t.yaml is no YAML that can be read, see line");
        assertThatThrownBy(() -> TeamsFile.read(Path.of("absent.yaml")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Can't read absent.yaml");
    }

    private static void assertRefused(String text, String... sentences) {
        assertThatThrownBy(() -> TeamsFile.parse(text, "t.yaml"))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.WRONG_USAGE))
                .satisfies(failure -> assertThat(failure.getMessage()).contains(sentences));
    }
}
