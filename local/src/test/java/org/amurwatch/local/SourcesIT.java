package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.amurwatch.avro.Source;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.publish.ExclusiveChange;
import org.amurwatch.producer.source.KafkaSourceBook;
import org.amurwatch.producer.source.SourceGrant;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.amurwatch.topic.Transactions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Keys of sources on a real broker and a real registry, by the commands, and by a book as services have it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SourcesIT {

    private static final Duration REVOKED_WITHIN = Duration.ofSeconds(2);

    @TempDir
    private static Path folder;

    private static LocalSystemProcess system;
    private static Connection connection;
    private static KafkaSourceBook book;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystemProcess.startWithoutServices(folder, LocalSystemProcess.freePortBase(), "--bare");
        system.awaitReady();
        Map<String, String> settings = Map.of(
                "amurwatch.bootstrap-servers",
                system.bootstrapServers(),
                "amurwatch.registry-url",
                system.registryUrl());
        connection = new Connection(Settings.read(SystemSettings.class, settings), Party.PRODUCER);
        book = new KafkaSourceBook(connection.as(Party.INGEST), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        book.close();
        system.close();
    }

    private static JsonNode run(String... command) throws Exception {
        LocalSystemProcess.Answer answer = system.run(command);
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return answer.json();
    }

    @Test
    @Order(1)
    void shouldLetInWhoeverHasTheKeyForWhatItIsFor() throws Exception {
        await("the book has read its topic").until(book::isReady);

        key = run("sources", "add", "ranger-app", "--kinds", "sightings", "--output", "json")
                .get("key")
                .asText();

        await("the book follows").atMost(REVOKED_WITHIN).untilAsserted(() -> assertThat(book.grant(key))
                .contains(new SourceGrant("ranger-app", Set.of(LiveKind.SIGHTING))));
    }

    @Test
    @Order(2)
    void shouldRefuseARevokedKeyWithinTwoSecondsAndGoOnWithTheOther() throws Exception {
        String second = run("sources", "rotate", "ranger-app", "--output", "json")
                .get("key")
                .asText();
        await("both are good")
                .atMost(REVOKED_WITHIN)
                .until(() -> book.grant(key).isPresent() && book.grant(second).isPresent());

        run("sources", "revoke", "ranger-app", "--key", key.substring(4, 12), "--output", "json");

        await("the first is not").atMost(REVOKED_WITHIN).until(() -> book.grant(key)
                .isEmpty());
        assertThat(book.grant(second)).isPresent();
        key = second;
    }

    /** Each change is made on the one before it, or not at all: a revocation that another command undoes would be one lost. */
    @Test
    @Order(3)
    void shouldLoseNoChangeOfCommandsThatRunAtTheSameTime() throws Exception {
        int commands = 3;
        int changesOfEach = 4;
        AtomicInteger refused = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(commands);
        List<Future<?>> running = new ArrayList<>();
        for (int command = 0; command < commands; command++) {
            running.add(workers.submit(() -> {
                int done = 0;
                while (done < changesOfEach) {
                    try {
                        countOn();
                        done++;
                    } catch (CommandFailure e) {
                        assertThat(e).hasMessageContaining("at the same time: nothing was changed");
                        refused.incrementAndGet();
                        // As people do; those that begin again at once refuse each other for minutes.
                        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000_000));
                    }
                }
            }));
        }
        workers.shutdown();
        for (Future<?> one : running) {
            one.get();
        }

        System.out.println(commands * changesOfEach + " changes, " + refused + " refused and made again.");
        assertThat(new TopicReader(connection).last(Topics.SOURCES, "counter"))
                .map(Source::getVersion)
                .contains((long) commands * changesOfEach);
    }

    private static void countOn() {
        new ExclusiveChange(connection, Clock.systemUTC(), Transactions.SOURCES)
                .change(Topics.SOURCES, "counter", before -> Source.newBuilder()
                        .setId("counter")
                        .setVersion(before.map(Source::getVersion).orElse(0L) + 1)
                        .setKinds(List.of())
                        .build());
    }

    @Test
    @Order(4)
    void shouldGoOnKnowingKeysWhileTheBrokersAreAway() throws Exception {
        system.stop();

        assertThat(book.grant(key)).isPresent();
        // By its address: without it, the command would look where a system usually is.
        assertThat(system.run("sources", "revoke", "ranger-app", "--bootstrap-servers", system.bootstrapServers())
                        .exitCode())
                .isEqualTo(4);
    }
}
