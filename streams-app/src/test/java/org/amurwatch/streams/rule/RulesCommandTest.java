package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.cli.CommandLines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final List<RuleSet> published = new ArrayList<>();
    /** What somebody else publishes between reading and publishing. */
    private @Nullable RuleSet meanwhile;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path russia;

    @BeforeEach
    void writeTheBuiltInSet() throws IOException {
        run("init", "russia");
        russia = Files.writeString(folder.resolve("rules.yaml"), out.toString());
    }

    @Test
    void shouldPrintASetThatItReadsAgain() {
        assertThat(run("check", russia.toString(), "--output", "json")).isZero();
        assertThat(out.toString()).contains("\"snare-line\"").contains("3 or more SNARE within 1 km and 7 d");
    }

    @Test
    void shouldTellEveryMistakeWithFileAndLineAndApplyNothing() throws IOException {
        String text = Files.readString(russia);
        Files.writeString(russia, text.replaceFirst("kinds: \\[SNARE]", "kinds: [SNAREE]") + "more: 1\n");
        long line = text.substring(0, text.indexOf("kinds: [SNARE]")).lines().count();

        for (String verb : List.of("check", "apply")) {
            assertThat(run(verb, russia.toString())).isEqualTo(2);
            assertThat(err.toString())
                    .contains("2 mistakes")
                    .contains("rules.yaml:" + line + ":")
                    .contains("Did you mean 'SNARE'?")
                    .contains("'more' is no key of the file");
            assertThat(published).isEmpty();
        }
    }

    @Test
    void shouldPutRulesInForceTenSecondsAheadUnderTheNextVersion() {
        published.add(set("china", 4, NOW.minusSeconds(60)));

        assertThat(run("apply", russia.toString())).isZero();

        assertThat(published).hasSize(2);
        RuleSet applied = published.get(1);
        assertThat(applied.getName()).isEqualTo("russia");
        assertThat(applied.getVersion()).isEqualTo(5);
        assertThat(applied.getEffectiveAt()).isEqualTo(NOW.plusSeconds(10));
        assertThat(err.toString()).contains("version 5").contains("2026-11-21T12:00:10Z");
        RuleBook book = RuleBook.of(published);
        assertThat(book.inForceAt(NOW.plusMillis(9_999)).name()).isEqualTo("china");
        assertThat(book.inForceAt(NOW.plusSeconds(10)).version()).isEqualTo(5);
    }

    @Test
    void shouldPutRulesInForceLaterAndRefuseATimeThatIsTooNear() {
        assertThat(run("apply", russia.toString(), "--at", "2026-11-22T00:00:00+10:00"))
                .isZero();
        assertThat(published)
                .extracting(RuleSet::getEffectiveAt)
                .containsExactly(Instant.parse("2026-11-21T14:00:00Z"));

        assertThat(run("apply", russia.toString(), "--at", "2026-11-21T12:00:09Z"))
                .isEqualTo(2);
        assertThat(run("apply", russia.toString(), "--at", "tomorrow")).isEqualTo(2);
        assertThat(err.toString()).contains("tomorrow").contains("+10:00");
        assertThat(published).hasSize(1);

        assertThat(run("apply", russia.toString())).isZero();
        assertThat(err.toString()).contains("Until 2026-11-21T14:00:00Z");
    }

    @Test
    void shouldTellOfAnotherSetThatTookTheSameVersionAtTheSameMoment() {
        meanwhile = set("china", 1, NOW.plusSeconds(10));

        assertThat(run("apply", russia.toString())).isEqualTo(1);

        assertThat(published).extracting(RuleSet::getVersion).containsExactly(1, 1);
        assertThat(err.toString()).contains("'china' at the same moment, as version 1 too");
        meanwhile = null;
        assertThat(run("apply", russia.toString())).isZero();
        assertThat(published).extracting(RuleSet::getVersion).containsExactly(1, 1, 2);
    }

    @Test
    void shouldShowWhatIsInForceAndToCome() {
        assertThat(run("show", "--output", "csv")).isZero();
        assertThat(out.toString()).contains("russia,0,").contains("in force");

        published.add(set("china", 1, NOW.minus(Duration.ofDays(9))));
        published.add(set("china", 2, NOW));
        published.add(set("russia", 3, NOW.plusSeconds(1)));
        run("show", "--output", "csv");
        assertThat(out.toString().lines())
                .containsExactly(
                        "name,version,effectiveAt,state",
                        "china,2,2026-11-21T12:00:00Z,\"in force\"",
                        "russia,3,2026-11-21T12:00:01Z,\"to come\"");
        run("show", "--all", "--output", "csv");
        assertThat(out.toString().lines()).hasSize(4).anyMatch(line -> line.contains("past"));
        run("show", "--yaml");
        assertThat(out.toString()).isEqualTo(RulesFile.builtInText("china"));
    }

    /** As when a set was published that a later version of the program no longer understands. */
    @Test
    void shouldShowWhatIsLeftOutAndWhy() {
        published.add(set("china", 1, NOW.minus(Duration.ofDays(9))));
        RuleSet wrong = set("russia", 2, NOW.minusSeconds(60));
        wrong.setYaml(wrong.getYaml().replaceFirst("severity: severe", "severity: awful"));
        published.add(wrong);

        assertThat(run("show", "--output", "csv")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "name,version,effectiveAt,state",
                        "china,1,2026-11-12T12:00:00Z,\"in force\"",
                        "russia,2,2026-11-21T11:59:00Z,\"left out\"");
        assertThat(err.toString()).contains("Left out").contains("russia / 2:").contains("awful");
    }

    @Test
    void shouldSayWhichSetsThereAre() {
        assertThat(run("init", "rusia")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean 'russia'?");
        assertThat(run("check", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml can't be read");
    }

    private static RuleSet set(String name, int version, Instant effectiveAt) {
        return RuleSet.newBuilder()
                .setName(name)
                .setVersion(version)
                .setEffectiveAt(effectiveAt)
                .setYaml(RulesFile.builtInText(name))
                .build();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        RuleSets memory = new RuleSets() {
            @Override
            public List<RuleSet> read() {
                return List.copyOf(published);
            }

            @Override
            public void publish(RuleSet set) {
                if (meanwhile != null) {
                    published.add(meanwhile);
                }
                published.add(set);
            }
        };
        return CommandLines.of(new RulesCommand(any -> memory, Clock.fixed(NOW, ZoneOffset.UTC)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
