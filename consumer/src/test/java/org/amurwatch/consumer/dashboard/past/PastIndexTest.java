package org.amurwatch.consumer.dashboard.past;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.deployment;
import static org.amurwatch.consumer.dashboard.ParkRecords.gone;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.amurwatch.consumer.dashboard.past.PastRecords.corrected;
import static org.amurwatch.consumer.dashboard.past.PastRecords.ended;
import static org.amurwatch.consumer.dashboard.past.PastRecords.fill;
import static org.amurwatch.consumer.dashboard.past.PastRecords.ids;
import static org.amurwatch.consumer.dashboard.past.PastRecords.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.SignalKind;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class PastIndexTest {

    private static final Position HERE = new Position(43.1, 131.4, 10.0);
    private static final TopicPartition PARTITION = new TopicPartition("territory.observations", 2);

    @TempDir
    private Path folder;

    private Instant now = NOW;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private PastIndex index;

    @BeforeEach
    void open() {
        index = new PastIndex(folder, clock);
        index.open();
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static ObservationChange event(String id, Duration ago) {
        return sighting(id, "Sus scrofa", placement("pad", "khasan"), HERE, NOW.minus(ago));
    }

    private void reopen() {
        index.close();
        open();
    }

    @Test
    void shouldGiveWhatWasSeenInTheOrderOfTime() {
        fill(
                index,
                event("c", Duration.ofDays(1)),
                event("a", Duration.ofDays(300)),
                event("b", Duration.ofDays(20)),
                deployment("camera", placement("pad", "khasan"), HERE, null));

        assertThat(ids(index)).containsExactly("src/a", "src/b", "src/c");
        assertThat(ids(index, NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(1))))
                .as("the first moment is in it, the last is not")
                .containsExactly("src/b");
    }

    @Test
    void shouldKeepTheOrderAcrossTheYear1970() {
        now = Instant.parse("1970-06-01T00:00:00Z");
        Instant before = Instant.parse("1969-12-01T00:00:00Z");
        fill(
                index,
                sighting("after", "Sus scrofa", placement("pad", "khasan"), HERE, now.minusSeconds(5)),
                sighting("before", "Sus scrofa", placement("pad", "khasan"), HERE, before));

        assertThat(ids(index, before, now)).containsExactly("src/before", "src/after");
    }

    @Test
    void shouldMoveWhatIsCorrectedAndDropWhatIsTakenBack() {
        ObservationChange a = event("a", Duration.ofDays(3));
        fill(index, a, event("b", Duration.ofDays(2)));
        ObservationChange later = corrected(a, "pad", NOW.minus(Duration.ofDays(1)), 4);
        fill(index, later);
        assertThat(ids(index)).containsExactly("src/b", "src/a");

        fill(index, gone(later));
        assertThat(ids(index)).containsExactly("src/b");
    }

    @Test
    void shouldFindWhatMovedToAnotherTerritoryInWhateverOrderItIsRead() {
        ObservationChange before = event("a", Duration.ofDays(3));
        ObservationChange there = corrected(before, "narva", NOW.minus(Duration.ofDays(1)), 2);
        for (List<ObservationChange> order : List.of(
                List.of(before, gone(before), there),
                List.of(before, there, gone(before)),
                List.of(there, before, gone(before)))) {
            order.forEach(change -> fill(index, change));
            List<PastEntry> found = new ArrayList<>();
            index.read(Instant.EPOCH, NOW, null, sector -> true, found::add);
            assertThat(found).singleElement().satisfies(entry -> assertThat(entry.event()
                            .getObservation()
                            .getNow()
                            .getPlacement()
                            .getTerritoryId())
                    .isEqualTo("narva"));
            fill(index, gone(there));
            assertThat(ids(index)).isEmpty();
        }
    }

    @Test
    void shouldKeepASilenceThatEndedAndNoCrossingThatWasNone() {
        var silence = signal("silent", SignalKind.ABSENCE, "src/cam", "khasan", HERE, NOW.minusSeconds(900));
        var crossing = signal("crossed", SignalKind.CROSSING, "leo", "khasan", HERE, NOW.minusSeconds(800));
        signal(index, silence, crossing);
        assertThat(ids(index)).containsExactly("signal/silent", "signal/crossed");

        signal(index, ended(silence), ended(crossing));

        assertThat(ids(index)).containsExactly("signal/silent");
    }

    @Test
    void shouldDropWhatIsOlderThan400Days() {
        fill(
                index,
                event("too-old", Duration.ofDays(402)),
                event("old", Duration.ofDays(398)),
                event("new", Duration.ZERO));
        assertThat(ids(index)).containsExactly("src/old", "src/new");

        now = NOW.plus(Duration.ofDays(5));
        assertThat(ids(index)).as("before it is dropped").containsExactly("src/new");
        index.expire();
        now = NOW;
        assertThat(ids(index)).as("it is off the disk").containsExactly("src/new");
        fill(index, gone(event("old", Duration.ofDays(398))));
        assertThat(ids(index)).containsExactly("src/new");
    }

    @Test
    void shouldKnowAfterARestartHowFarItReadAndOfWhichTopics() {
        index.take(
                List.of(PastStatement.of(event("a", Duration.ofDays(1))).orElseThrow()),
                Map.of(PARTITION, 17L),
                Map.of(PARTITION.topic(), "topic-1"));
        index.progress(0);
        assertThat(index.reach().complete()).isTrue();
        reopen();

        assertThat(index.offsets()).isEqualTo(Map.of(PARTITION, 17L));
        assertThat(ids(index)).containsExactly("src/a");
        assertThat(index.isMadeOf(Map.of(PARTITION.topic(), "topic-1"))).isTrue();
        assertThat(index.isMadeOf(Map.of(PARTITION.topic(), "topic-2"))).isFalse();
        assertThat(index.reach().complete())
                .as("what came meanwhile is still to be read")
                .isFalse();
    }

    @Test
    void shouldBeginAnewWithAnotherFormat() throws Exception {
        index.take(
                List.of(PastStatement.of(event("a", Duration.ofDays(1))).orElseThrow()),
                Map.of(PARTITION, 17L),
                Map.of());
        index.close();
        try (Options options = new Options();
                RocksDB store = RocksDB.open(options, folder.resolve("tables").toString())) {
            store.put(PastTables.key(PastTables.MADE_OF, "format"), "of tomorrow".getBytes(StandardCharsets.UTF_8));
        }
        open();

        assertThat(ids(index)).isEmpty();
        assertThat(index.offsets()).isEmpty();
    }

    @Test
    void shouldBeginAnewWhereAFileCantBeRead() throws Exception {
        for (String broken : List.of("CURRENT", "MANIFEST", ".sst")) {
            index.take(
                    List.of(PastStatement.of(event("a", Duration.ofDays(1))).orElseThrow()),
                    Map.of(PARTITION, 17L),
                    Map.of());
            // Twice, for what is written is in a table only after it was opened again.
            reopen();
            index.close();
            spoil(broken, 0, 0.5);
            open();

            assertThat(ids(index)).as(broken).isEmpty();
            assertThat(index.offsets()).as(broken).isEmpty();
        }
    }

    @Test
    void shouldBeginAnewAfterItMetWhatItCantRead() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            fill(index, event("e" + i, Duration.ofMinutes(i)));
        }
        reopen();
        index.close();
        spoil(".sst", 0.4, 0.6);
        open();
        assertThat(index.isDamaged()).as("before it is met").isFalse();

        assertThatExceptionOfType(PastFailure.class).isThrownBy(() -> ids(index));
        assertThat(index.isDamaged()).isTrue();
        index.open();

        assertThat(ids(index)).isEmpty();
        assertThat(index.isDamaged()).isFalse();
    }

    /** Spoils files of the store from one share of their length to another. */
    private void spoil(String name, double from, double to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder.resolve("tables"))) {
            files = all.filter(file -> file.getFileName().toString().contains(name))
                    .toList();
        }
        assertThat(files).as(name).isNotEmpty();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = (int) (bytes.length * from); i < bytes.length * to; i++) {
                bytes[i] ^= 0x5a;
            }
            Files.write(file, bytes);
        }
    }

    @Test
    void shouldLeaveAFolderAloneThatAnotherUses() {
        fill(index, event("a", Duration.ofDays(1)));
        try (PastIndex other = new PastIndex(folder, clock)) {
            assertThatExceptionOfType(PastFailure.class)
                    .isThrownBy(other::open)
                    .withMessageContaining("amurwatch.dashboard.past-folder");
        }
        assertThat(ids(index)).containsExactly("src/a");
    }

    /** It holds exact places. */
    @Test
    void shouldBeItsOwnersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldGoOnBehindWhatAClientHas() {
        fill(index, event("a", Duration.ofDays(3)), event("b", Duration.ofDays(3)), event("c", Duration.ofDays(2)));
        List<PastKey> keys = new ArrayList<>();
        index.read(Instant.EPOCH, NOW, null, sector -> true, entry -> keys.add(entry.key()));

        PastKey back = PastKey.ofToken(keys.get(0).token()).orElseThrow();
        List<String> rest = new ArrayList<>();
        index.read(
                Instant.EPOCH,
                NOW,
                back,
                sector -> true,
                entry -> rest.add(entry.key().id()));

        assertThat(rest).containsExactly("src/b", "src/c");
        assertThat(PastKey.ofToken("%")).isEmpty();
        assertThat(PastKey.ofToken("AAAA")).isEmpty();
    }
}
