package org.amurwatch.producer.individual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.cli.SystemCommands;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class IndividualCommandsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String HEADER = "id,scientificName,name,sex,born,died,flanks,aliases,motherId\n";
    private static final String LEOPARD = "Panthera pardus orientalis";

    @TempDir
    private Path folder;

    private final Memory memory = new Memory();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "amurwatch")
    private static final class Root {}

    private int run(String... arguments) {
        BiFunction<Connection, Clock, IndividualStore> stores = (connection, clock) -> memory;
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        CommandLine line = SystemCommands.program(
                new Root(),
                java.util.List.of(
                        new LoadIndividualsCommand(stores, clock),
                        new MergeIndividualsCommand(stores, clock),
                        new SplitIndividualCommand(stores, clock),
                        new ReassignSightingCommand(stores, clock)));
        err.getBuffer().setLength(0);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "individuals";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    private int load(String rows) throws Exception {
        return run(
                "load",
                Files.writeString(folder.resolve("cats.csv"), HEADER + rows).toString());
    }

    private static String row(String id) {
        return id + "," + LEOPARD + ",,,,,,,\n";
    }

    @Test
    void shouldLoadTheRegisterAndChangeNothingWhenRepeated() throws Exception {
        String rows = "Leo 117F,Panthera pardus orientalis,Kedrovka,female,2009,,both,hunchun:NE-7;cards:117,\n"
                + "Leo 12M,Panthera pardus orientalis,Lord,MALE,2015-06,2024-03-02,LEFT,,Leo 117F\n";
        assertThat(load(rows)).isEqualTo(ExitCode.DONE);
        Individual mother = memory.register.get("Leo 117F");
        assertThat(mother.getSex()).isEqualTo(Sex.FEMALE);
        assertThat(mother.getFlanksKnown()).isEqualTo(Flank.BOTH);
        assertThat(mother.getAliases()).hasSize(2);
        assertThat(mother.getAliases().get(0).getRegister()).isEqualTo("hunchun");
        Individual lord = memory.register.get("Leo 12M");
        assertThat(lord.getMotherId()).isEqualTo("Leo 117F");
        assertThat(lord.getRetired()).isTrue();
        assertThat(memory.published).isEqualTo(2);
        assertThat(load(rows)).isEqualTo(ExitCode.DONE);
        assertThat(memory.published).isEqualTo(2);
    }

    @Test
    void shouldNameEachMistakeByItsLine() throws Exception {
        assertThat(load("A,,,,,,,,\nB," + LEOPARD + ",,cat,2019-13,,,nocolon,\n"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString())
                .contains("Nothing was loaded")
                .contains("scientificName")
                .contains("sex")
                .contains("'2019-13' is no date")
                .contains("'nocolon' is no alias");
        assertThat(memory.published).isZero();
        assertThat(load("A," + LEOPARD + ",,,,,,r:1,\nB," + LEOPARD + ",,,,,,r:1,C\n"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString())
                .contains("'A' and 'B' have the same alias r:1")
                .contains("'B' has the mother 'C', which is not in the register");
        assertThat(memory.published).isZero();
    }

    @Test
    void shouldMergeAndKeepItMergedWhenTheFileIsLoadedAgain() throws Exception {
        load(row("A") + row("B"));
        assertThat(run("merge", "A", "--into", "B")).isEqualTo(ExitCode.DONE);
        assertThat(memory.register.get("A").getMergedInto()).isEqualTo("B");
        assertThat(memory.register.get("A").getRetired()).isTrue();
        load(row("A") + row("B"));
        assertThat(memory.register.get("A").getMergedInto()).isEqualTo("B");
    }

    @Test
    void shouldRefuseCirclesOtherSpeciesAndUnknownAnimals() throws Exception {
        load(row("A") + row("B") + row("C") + "T,Panthera tigris altaica,,,,,,,\n");
        run("merge", "A", "--into", "B");
        run("merge", "B", "--into", "C");
        int published = memory.published;
        assertThat(run("merge", "C", "--into", "A")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("'A' was merged into 'C'");
        assertThat(run("merge", "C", "--into", "C")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("merge", "C", "--into", "T")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("they can't be one animal");
        assertThat(run("merge", "X", "--into", "A")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("'X' is not in the register");
        assertThat(memory.published).isEqualTo(published);
    }

    @Test
    void shouldReassignByACorrectionOfTheSameEvent() throws Exception {
        load(row("A") + row("B"));
        memory.sighting("cards/1", "A", Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(run("reassign", "cards/1", "--to", "B")).isEqualTo(ExitCode.DONE);
        Sighting now = memory.sightings.get("cards/1");
        assertThat(now.getIdentification().getIndividualId()).isEqualTo("B");
        assertThat(now.getIdentification().getFlank()).isEqualTo(Flank.LEFT);
        assertThat(now.getProvenance().getRevision()).isEqualTo(NOW);
        assertThat(now.getProvenance().getEventId()).isEqualTo("1");
        assertThat(run("reassign", "cards/1", "--unknown")).isEqualTo(ExitCode.DONE);
        Sighting unknown = memory.sightings.get("cards/1");
        assertThat(unknown.getIdentification().getIndividualId()).isNull();
        assertThat(unknown.getIdentification().getStatus()).isEqualTo(IdentificationStatus.UNKNOWN);
        assertThat(unknown.getProvenance().getRevision()).isAfter(NOW);

        assertThat(run("reassign", "cards/9", "--to", "B")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("reassign", "cards/1", "--to", "X")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("reassign", "cards/1")).isEqualTo(ExitCode.WRONG_USAGE);
        run("merge", "A", "--into", "B");
        assertThat(run("reassign", "cards/1", "--to", "A")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("'A' was merged into 'B'");
    }

    @Test
    void shouldSplitWhatWasTakenForOneAnimalAndNothingElse() throws Exception {
        load(row("A") + "B," + LEOPARD + ",,,,,,cards:C9,\n");
        memory.sighting("cards/1", "A", NOW.minusSeconds(60));
        memory.sighting("cards/2", "A", NOW.minusSeconds(60));
        memory.sighting("cards/3", "B", NOW.minusSeconds(60));
        Path file = Files.writeString(folder.resolve("keys"), "cards/2\n\n");
        assertThat(run("split", "A", "--events", "cards/1", "cards/3", "--as", "C"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("Sighting 'cards/3' is one of 'B', not of 'A'");
        assertThat(memory.register).doesNotContainKey("C");
        assertThat(run("split", "A", "--events", "cards/1", "--as", "C9")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("'C9' is the name of 'B'");

        assertThat(run("split", "A", "--events", "cards/1", file.toString(), "--as", "C"))
                .isEqualTo(ExitCode.DONE);
        assertThat(memory.register.get("C").getScientificName()).isEqualTo(LEOPARD);
        assertThat(memory.sightings.get("cards/1").getIdentification().getIndividualId())
                .isEqualTo("C");
        assertThat(memory.sightings.get("cards/2").getIdentification().getIndividualId())
                .isEqualTo("C");
        int published = memory.published;
        assertThat(run("split", "A", "--events", "cards/1", "--as", "C")).isEqualTo(ExitCode.DONE);
        assertThat(memory.published - published).isEqualTo(1);
    }

    @Test
    void shouldTakeTheLaterStatementForTheOneThatHolds() {
        Sighting early = Memory.sighting("cards/1", "A", NOW, null);
        Sighting late = Memory.sighting("cards/1", "B", NOW.plusMillis(1), null);
        Sighting same = Memory.sighting("cards/1", "C", NOW.plusMillis(1), null);
        assertThat(KafkaIndividualStore.later(late, early)).isSameAs(late);
        assertThat(KafkaIndividualStore.later(early, late)).isSameAs(late);
        assertThat(KafkaIndividualStore.later(late, same)).isSameAs(same);
    }

    /** What the brokers would hold. */
    private static final class Memory implements IndividualStore {

        private final Map<String, Individual> register = new TreeMap<>();
        private final Map<String, Sighting> sightings = new TreeMap<>();
        private int published;

        void sighting(String key, String name, Instant revision) {
            sightings.put(key, sighting(key, name, revision, Flank.LEFT));
        }

        static Sighting sighting(String key, String name, Instant revision, @Nullable Flank flank) {
            return Sighting.newBuilder()
                    .setProvenance(new Provenance(
                            key.substring(0, key.indexOf('/')),
                            key.substring(key.indexOf('/') + 1),
                            revision,
                            null,
                            null))
                    .setObservedAt(NOW)
                    .setPosition(Position.newBuilder()
                            .setLatitude(43.1)
                            .setLongitude(131.4)
                            .build())
                    .setIdentification(Identification.newBuilder()
                            .setStatus(IdentificationStatus.PROBABLE)
                            .setIndividualId(name)
                            .setFlank(flank == null ? Flank.UNSPECIFIED : flank)
                            .build())
                    .build();
        }

        @Override
        public Map<String, Individual> register() {
            return register;
        }

        @Override
        public Map<String, Sighting> sightings(Set<String> eventKeys) {
            Map<String, Sighting> found = new TreeMap<>(sightings);
            found.keySet().retainAll(eventKeys);
            return found;
        }

        @Override
        public void publishEntries(Collection<Individual> entries) {
            entries.forEach(entry -> register.put(entry.getId(), entry));
            published += entries.size();
        }

        @Override
        public void publishSightings(Collection<Sighting> corrected) {
            corrected.forEach(sighting ->
                    sightings.put(EventKey.of(sighting.getProvenance()).toString(), sighting));
            published += corrected.size();
        }
    }
}
