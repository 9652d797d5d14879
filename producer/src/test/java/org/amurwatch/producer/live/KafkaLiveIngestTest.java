package org.amurwatch.producer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;
import org.junit.jupiter.api.Test;

/** Without brokers. */
class KafkaLiveIngestTest {

    @Test
    void shouldFailAtOnceWhileNoBrokerHasBeenMet() {
        SystemSettings nobody = Settings.read(
                SystemSettings.class,
                Map.of("amurwatch.bootstrap-servers", "127.0.0.1:1", "amurwatch.registry-url", "http://127.0.0.1:1"));
        long begun = System.nanoTime();
        try (KafkaLiveIngest ingest = new KafkaLiveIngest(new Connection(nobody, Party.PRODUCER), Clock.systemUTC())) {
            CompletableFuture<AcknowledgedRecord> answer =
                    ingest.accept(new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                            .setTeamId("t")
                            .setSourceId("s")
                            .setAt(Instant.EPOCH)
                            .setPosition(Position.newBuilder()
                                    .setLatitude(43)
                                    .setLongitude(131)
                                    .build())
                            .build()));
            assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                            .isEqualTo(ExitCode.UNREACHABLE));
            assertThat(ingest.waitingFor()).isPresent();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
}
