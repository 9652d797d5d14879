package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that come again: the same, corrected, interrupted, old. */
class CorrectionTest {

    private static final String LATER = "2025-06-01T00:00:00Z";

    @TempDir
    private Path folder;

    private final EventLog log = new EventLog();

    private Importer importer() {
        return new Importer(log, folder).confirm();
    }

    private static PackageFixture corrected() {
        PackageFixture fixture = PackageFixture.full()
                .replaceObservation("o2", "Sus scrofa,3.0", "Cervus nippon,2")
                .replaceObservation("o4", "animal,,Cervus nippon,1", "human,,,1")
                .removeObservation("o9")
                .replaceObservation("o11", ",human,setup,,1", ",human,setup,,4");
        fixture.deployments.replaceAll(row -> row.startsWith("d2,") ? row.replace("43.2,", "43.9,") : row);
        return fixture;
    }

    /** What a fresh system has that saw only this package. */
    private EventLog fresh(PackageFixture fixture) {
        EventLog other = new EventLog();
        new Importer(other, folder).run(fixture);
        return other;
    }

    @Test
    void shouldSendNothingForTheSamePackageAgain() {
        importer().run(PackageFixture.full());
        int mark = log.size();
        Importer.Result again = importer()
                .at(Importer.NOW.plusSeconds(86_400))
                .run(PackageFixture.full().shuffled(3));

        assertThat(log.since(mark)).isEmpty();
        assertThat(again.count(Count.NEW)).isZero();
        assertThat(again.count(Count.PUBLISHED)).isZero();
        assertThat(again.count(Count.DUPLICATES)).isEqualTo(8);
        assertThat(again.deployments()).containsEntry("unchanged", 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {LATER, "2025-03-01T00:00:00Z"})
    void shouldEndWhereAFreshSystemEndsThatSawOnlyTheCorrectedPackage(String created) {
        importer().run(PackageFixture.full());
        Importer.Result result = importer().run(corrected().createdAt(created));

        EventLog fresh = fresh(corrected().createdAt(created));
        assertThat(log.currentContent()).isEqualTo(fresh.currentContent());
        assertThat(log.deploymentContent()).isEqualTo(fresh.deploymentContent());
        // o2, the four events of d2 that are left (it was moved); o4 became people, o9 is gone.
        assertThat(result.count(Count.CHANGED)).isEqualTo(4);
        assertThat(result.count(Count.NEW)).isEqualTo(1);
        assertThat(result.count(Count.WITHDRAWN)).isEqualTo(2);
        assertThat(result.deployments()).containsEntry("changed", 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {LATER, "2025-03-01T00:00:00Z"})
    void shouldChangeNothingByTheOldPackageAgain(String created) {
        importer().run(PackageFixture.full());
        importer().run(corrected().createdAt(created));
        int mark = log.size();
        Importer.Result old = importer().run(PackageFixture.full());

        assertThat(log.since(mark)).isEmpty();
        assertThat(old.count(Count.SUPERSEDED)).isEqualTo(14);
        assertThat(old.accounted()).isEqualTo(14);
        assertThat(old.deployments()).containsEntry("superseded", 2L);
    }

    @Test
    void shouldTakeWhatWasReplacedOnceALaterPackageStatesItAgain() {
        String latest = "2025-07-01T00:00:00Z";
        importer().run(PackageFixture.full());
        importer().run(corrected().createdAt(LATER));
        Importer.Result reverted = importer().run(PackageFixture.full().createdAt(latest));

        assertThat(reverted.count(Count.SUPERSEDED)).isZero();
        EventLog fresh = fresh(PackageFixture.full().createdAt(latest));
        assertThat(log.currentContent()).isEqualTo(fresh.currentContent());
        assertThat(log.deploymentContent()).isEqualTo(fresh.deploymentContent());

        int mark = log.size();
        Importer.Result corrected = importer().run(corrected().createdAt(LATER));
        assertThat(corrected.count(Count.SUPERSEDED)).isEqualTo(corrected.count(Count.READ));
        Importer.Result again = importer().run(PackageFixture.full().createdAt(latest));
        assertThat(again.deployments()).containsEntry("unchanged", 2L);
        assertThat(log.since(mark)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"2030-01-01T00:00:00Z\""})
    void shouldChangeNothingByAnOldPackageThatSaysNoDateOrOneInTheFuture(String created) {
        PackageFixture first = PackageFixture.full();
        first.created = created;
        PackageFixture second = corrected();
        second.created = created;
        importer().run(first);
        importer().at(Importer.NOW.plusSeconds(3_600)).run(second);
        int mark = log.size();
        Importer.Result old = importer().at(Importer.NOW.plusSeconds(7_200)).run(first);

        assertThat(log.since(mark)).isEmpty();
        assertThat(old.count(Count.SUPERSEDED)).isEqualTo(14);
    }

    @Test
    void shouldNotLetAnOlderPackageThatWasNeverSeenUndoALaterOne() {
        importer().run(corrected().createdAt(LATER));
        int mark = log.size();
        Importer.Result old = importer().run(PackageFixture.full());

        assertThat(log.since(mark)).isEmpty();
        assertThat(old.count(Count.SUPERSEDED)).isEqualTo(14);
    }

    @Test
    void shouldTakeARowThatIsCorrectedBackWithoutANewDate() {
        importer().run(PackageFixture.full());
        importer().run(corrected());
        // Each deployment differs from all earlier packages in something, so that it is none of them again.
        PackageFixture third = PackageFixture.full()
                .replaceObservation("o1", "Leo 117F", "Leo 12M")
                .replaceObservation("o5", "vehicle,,", "vehicle,setup,");
        importer().run(third);

        assertThat(log.currentContent()).isEqualTo(fresh(third).currentContent());
    }

    @Test
    void shouldTakeACorrectionThatLostItsTimeOfClassification() {
        PackageFixture first = PackageFixture.full().createdAt("2025-02-01T00:00:00Z");
        importer().run(first);
        PackageFixture second = PackageFixture.full()
                .createdAt("2025-02-01T00:00:00Z")
                .replaceObservation("o1", "human,Ivan Petrov,2025-02-20T00:00:00Z", ",,");
        importer().run(second);

        assertThat(log.currentContent()).isEqualTo(fresh(second).currentContent());
    }

    @Test
    void shouldWithdrawWhatWasClassifiedAfterThePackageWasMade() {
        importer().run(PackageFixture.full().createdAt("2025-02-01T00:00:00Z"));
        importer().run(PackageFixture.full().createdAt("2025-02-02T00:00:00Z").removeObservation("o1"));

        assertThat(log.current()).doesNotContainKey("park/o1");
        Sighting last = log.of(Sighting.class).stream()
                .filter(event -> event.getProvenance().getEventId().equals("o1"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(last.getWithdrawn()).isTrue();
        assertThat(last.getScientificName()).isEqualTo("Panthera pardus orientalis");
        assertThat(last.getProvenance().getRevision()).isAfter(Instant.parse("2025-02-20T00:00:00Z"));
    }

    @Test
    void shouldBringBackAWithdrawnEvent() {
        importer().run(PackageFixture.full());
        importer().run(PackageFixture.full().removeObservation("o1").removeObservation("o3n"));
        PackageFixture again = PackageFixture.full().replaceObservation("o1", "a comment", "another comment");
        importer().run(again);

        assertThat(log.currentContent()).isEqualTo(fresh(again).currentContent());
    }

    @Test
    void shouldLeaveDeploymentsAloneThatThePackageDoesNotContain() {
        importer().run(PackageFixture.full());
        PackageFixture part = PackageFixture.full().createdAt(LATER);
        part.deployments.removeIf(row -> row.startsWith("d2,"));
        part.observations.removeIf(row -> row.contains(",d2,"));
        Importer.Result result = importer().run(part);

        assertThat(result.count(Count.WITHDRAWN)).isZero();
        assertThat(log.currentContent()).isEqualTo(fresh(PackageFixture.full()).currentContent());
    }

    @Test
    void shouldNotWithdrawWhatCantBeReadAnyMore() {
        importer().run(PackageFixture.full());
        Importer.Result result = importer()
                .run(PackageFixture.full()
                        .createdAt(LATER)
                        .replaceObservation("o1", "2025-01-05T01:00:00Z", "5 January")
                        .replaceObservation("o5", "vehicle", "vehikel"));

        assertThat(result.rejected()).hasSize(2);
        assertThat(result.count(Count.WITHDRAWN)).isZero();
        assertThat(log.current()).containsKeys("park/o1", "park/d2:e5:vehicle");
    }

    @Test
    void shouldAskBeforeItWithdrawsMuchAndPublishNothing() {
        importer().run(PackageFixture.full());
        int mark = log.size();
        PackageFixture less = PackageFixture.full().createdAt(LATER).removeObservation("o1");

        assertThatThrownBy(() -> new Importer(log, folder).run(less))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessageContaining("1 of the 8 events")
                .hasMessageContaining("--confirm-withdrawals");
        assertThat(log.since(mark)).isEmpty();
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void shouldNotAskBeforeItWithdrawsLittle() {
        PackageFixture many = PackageFixture.ordinary();
        for (int i = 0; i < 40; i++) {
            many.observe("n" + i + ",d1,,,2025-01-05T01:00:00Z,,event,animal,,Sus scrofa,1,,,,,,,,");
        }
        importer().run(many);
        many.removeObservation("n1").removeObservation("n2").createdAt(LATER);

        assertThat(new Importer(log, folder).run(many).count(Count.WITHDRAWN)).isEqualTo(2);
        assertThat(log.current()).hasSize(38);
    }

    @Test
    void shouldOnlySayWhatItWouldDoInADryRun() {
        importer().run(PackageFixture.full());
        int mark = log.size();
        Importer.Result dry =
                new Importer(log, folder).dryRun(true).run(corrected().createdAt(LATER));

        assertThat(log.since(mark)).isEmpty();
        assertThat(dry.count(Count.NEW)).isEqualTo(1);
        assertThat(dry.count(Count.CHANGED)).isEqualTo(4);
        assertThat(dry.count(Count.WITHDRAWN)).isEqualTo(2);
        assertThat(dry.count(Count.DUPLICATES)).isEqualTo(2);
        assertThat(dry.count(Count.PUBLISHED)).isZero();
        assertThat(dry.notes()).anyMatch(note -> note.contains("--confirm-withdrawals"));
    }

    @Test
    void shouldEndWellWhereverItIsInterruptedOnceItIsRunAgain() {
        EventLog whole = fresh(corrected().createdAt(LATER));
        for (int events = 0; events < 10; events += 3) {
            EventLog broken = new EventLog();
            Importer importer = new Importer(broken, folder).confirm();
            importer.run(PackageFixture.full());
            broken.breakAfter(events);
            try {
                importer.run(corrected().createdAt(LATER));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("the brokers are gone");
            }
            broken.repair();
            importer.run(corrected().createdAt(LATER));

            assertThat(broken.currentContent()).as("broken after %d", events).isEqualTo(whole.currentContent());
            assertThat(broken.deploymentContent()).as("broken after %d", events).isEqualTo(whole.deploymentContent());
        }
    }

    @Test
    void shouldWriteADeploymentOnlyAfterAllItsEvents() {
        log.breakAfter(7);
        assertThatThrownBy(() -> importer().run(PackageFixture.full())).hasMessage("the brokers are gone");
        assertThat(log.of(Deployment.class)).isEmpty();
        log.repair();
        Importer.Result again = importer().run(PackageFixture.full());

        assertThat(again.count(Count.DUPLICATES)).isEqualTo(7);
        assertThat(again.count(Count.NEW)).isEqualTo(1);
    }

    @Test
    void shouldGoBackToThePackageThatIsImportedAfterAnInterruptedOne() {
        importer().run(PackageFixture.full());
        log.breakAfter(2);
        assertThatThrownBy(() -> importer().run(corrected())).hasMessage("the brokers are gone");
        log.repair();
        importer().run(PackageFixture.full());

        assertThat(log.currentContent()).isEqualTo(fresh(PackageFixture.full()).currentContent());
    }

    /** Random histories of packages with random dates: the last one that was not superseded holds, deployment by deployment. */
    @Test
    void shouldFollowRandomHistories() {
        long seed = new Random().nextLong();
        System.out.println("CorrectionTest seed " + seed);
        Random random = new Random(seed);
        for (int history = 0; history < 4; history++) {
            EventLog randomLog = new EventLog();
            for (int step = 0; step < 6; step++) {
                PackageFixture fixture = mutated(random);
                Importer.Result result =
                        new Importer(randomLog, folder).confirm().run(fixture.shuffled(random.nextLong()));
                assertThat(result.accounted()).as("seed %d", seed).isEqualTo(result.count(Count.READ));
                if (result.deployments().get("superseded") == 0) {
                    assertThat(randomLog.currentContent())
                            .as("seed %d, history %d, step %d", seed, history, step)
                            .isEqualTo(fresh(fixture).currentContent());
                }
            }
        }
    }

    private static PackageFixture mutated(Random random) {
        PackageFixture fixture = PackageFixture.full().createdAt("2025-0" + (3 + random.nextInt(3)) + "-01T00:00:00Z");
        List<String> types =
                List.of("human,,,1", "vehicle,,,", "blank,,,", "animal,,Lynx lynx,1", "animal,,Sus scrofa,2");
        for (int i = 0; i < 3; i++) {
            String id = "o" + (1 + random.nextInt(11));
            switch (random.nextInt(3)) {
                case 0 -> fixture.removeObservation(id);
                case 1 -> {
                    boolean there = fixture.observations.removeIf(row -> row.startsWith(id + ","));
                    if (there) {
                        String event = random.nextBoolean() ? "e" + random.nextInt(4) : "";
                        fixture.observe(
                                id + ",d" + (1 + random.nextInt(2)) + "," + event + ",,2025-01-05T01:00:00Z,,event,"
                                        + types.get(random.nextInt(types.size())) + ",,,,,,,,");
                    }
                }
                default -> fixture.replaceObservation(id, "2025-01-", "2025-01-1".substring(0, 8));
            }
        }
        return fixture;
    }

    @Test
    void shouldKeepTheSumOfPeopleWhateverRowsComeAndGo() {
        importer().run(PackageFixture.full());
        importer().run(PackageFixture.full().createdAt(LATER).removeObservation("o3m"));

        PoachingAlert people = (PoachingAlert) log.current().get("park/d1:e3:human");
        assertThat(people.getCount()).isEqualTo(1);
        assertThat(people.getObservedAt()).isEqualTo(Instant.parse("2025-01-07T03:00:20Z"));
    }
}
