package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Territory;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilencesCommandTest {

    private static final String[] ADD = {
        "add",
        "--territory",
        "barabash",
        "--kind",
        "VEHICLE,dog",
        "--until",
        "2026-05-14T18:00+10:00",
        "--why",
        "road works",
        "--by",
        "duty-officer"
    };

    private final CommandRun silences = new CommandRun(SilencesCommand::new, new FakeReferenceStore("streams-1"));

    @BeforeEach
    void loadTerritories() {
        silences.store.load(
                Topics.TERRITORIES,
                Map.of("barabash", territory("barabash", false), "old", territory("old", true)),
                Duration.ZERO);
    }

    private static Territory territory(String id, boolean retired) {
        return Territory.newBuilder()
                .setId(id)
                .setName(id)
                .setSectorId("s")
                .setTimeZone("UTC")
                .setRetired(retired)
                .build();
    }

    private Silence only() {
        Map<String, Silence> all = silences.store.read(Topics.SILENCES);
        assertThat(all).hasSize(1);
        return all.values().iterator().next();
    }

    @Test
    void shouldAddASilenceThatSaysWhoWhyAndUntilWhen() throws Exception {
        assertThat(silences.run(ADD)).as(silences.err()).isEqualTo(ExitCode.DONE);
        Silence silence = only();
        assertThat(silence.getTerritoryIds()).containsExactly("barabash");
        assertThat(silence.getKinds()).containsExactly(AlertKind.VEHICLE, AlertKind.DOG);
        assertThat(silence.getStationIds()).isEmpty();
        assertThat(silence.getStartAt()).isEqualTo(CommandRun.NOW);
        assertThat(silence.getEndAt()).isEqualTo(Instant.parse("2026-05-14T08:00:00Z"));
        assertThat(silence.getWhy()).isEqualTo("road works");
        assertThat(silence.getBy()).isEqualTo("duty-officer");
        assertThat(silence.getRetired()).isFalse();
        assertThat(silences.err())
                .contains("Silenced until 2026-05-14T08:00:00Z (id " + silence.getId() + "); CRITICAL still pages.");

        assertThat(silences.run("--output", "json")).isEqualTo(ExitCode.DONE);
        assertThat(silences.json().get(0).get("state").asText()).isEqualTo("active");
        assertThat(silences.json().get(0).get("why").asText()).isEqualTo("road works");
    }

    @Test
    void shouldTakeTheSameSilenceTwiceForOne() {
        silences.run(ADD);
        silences.run(ADD);
        only();
        String[] other = ADD.clone();
        other[8] = "road works, second week";
        silences.run(other);
        assertThat(silences.store.read(Topics.SILENCES)).hasSize(2);
    }

    @Test
    void shouldKeepWhatWasTakenBackAndByWhom() throws Exception {
        silences.run(ADD);
        Silence before = only();
        assertThat(silences.run("remove", before.getId(), "--by", "commander")).isEqualTo(ExitCode.DONE);
        Silence after = only();
        assertThat(after)
                .isEqualTo(Silence.newBuilder(before)
                        .setRetired(true)
                        .setRetiredBy("commander")
                        .setRetiredAt(CommandRun.NOW)
                        .build());
        assertThat(silences.run("remove", before.getId(), "--by", "somebody else"))
                .isEqualTo(ExitCode.DONE);
        assertThat(only().getRetiredBy()).isEqualTo("commander");

        silences.run("list", "--output", "json");
        assertThat(silences.json().get(0).get("state").asText()).isEqualTo("retired");
        assertThat(silences.json().get(0).get("retiredBy").asText()).isEqualTo("commander");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--why|  | --why is missing: expected the reason",
                "--by|  | --by is missing: expected who wants it",
                "--until|  | --until is missing: expected when it ends",
                "--why| ' ' | --why is missing: expected the reason",
                "--until| 2026-05-01T02:00Z | --until 2026-05-01T02:00Z is past: it is 2026-05-01T02:00:00Z now.",
                "--until| 2026-05-31T02:00:01Z | --until 2026-05-31T02:00:01Z is more than 30 days ahead",
                "--until| 2026-05-14T18:00 | --until 2026-05-14T18:00 says no zone",
                "--until| soon | --until 'soon' is no time",
                "--territory| nowhere | --territory 'nowhere' is not loaded or out of use",
                "--territory| old | --territory 'old' is not loaded or out of use",
                "--kind| NOISE | NOISE",
            })
    void shouldRefuseWithASentence(String option, String value, String sentence) {
        int at = Arrays.asList(ADD).indexOf(option);
        String[] arguments = ADD.clone();
        if (value == null) {
            arguments = Stream.concat(Arrays.stream(ADD, 0, at), Arrays.stream(ADD, at + 2, ADD.length))
                    .toArray(String[]::new);
        } else {
            arguments[at + 1] = value;
        }
        assertThat(silences.run(arguments)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(silences.err()).contains(sentence);
        assertThat(silences.store.read(Topics.SILENCES)).isEmpty();
    }

    @Test
    void shouldTakeThirtyDaysAndRefuseToSilenceEverything() {
        String[] longest = ADD.clone();
        longest[6] = "2026-05-31T02:00Z";
        assertThat(silences.run(longest)).as(silences.err()).isEqualTo(ExitCode.DONE);
        assertThat(silences.run("add", "--until", "2026-05-14T18:00Z", "--why", "x", "--by", "y"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(silences.err()).contains("A silence of everything is not taken");
        assertThat(silences.run("remove", "unknown", "--by", "x")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(silences.err()).contains("There is no silence 'unknown'");
    }
}
