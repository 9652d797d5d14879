package org.amurwatch.consumer.channel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.text.Texts;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.CommandDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandChannelTest {

    private static final Clock NOW = Clock.fixed(Alerts.RECEIVED, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Answer run(Duration deadline, Purpose purpose, String... command) {
        CommandDestination destination = new CommandDestination(List.of(command));
        try (CommandChannel channel = new CommandChannel(Texts.of(), deadline, NOW)) {
            return channel.attempt(
                    Texts.endpoint(destination),
                    destination,
                    Alerts.delivery(
                            "phone",
                            1,
                            Alerts.alert("a")
                                    .setPurpose(purpose)
                                    .setTerritoryName("$(touch x); `id`")
                                    .build()));
        }
    }

    @Test
    void shouldGiveTheTextOnStandardInputAndNothingToAShell() throws IOException {
        Path out = folder.resolve("out");

        Answer answer = run(Duration.ofSeconds(30), Purpose.EXERCISE, "/usr/bin/tee", out.toString());

        assertThat(answer).isEqualTo(Answer.delivered(null));
        assertThat(Files.readString(out))
                .startsWith("EXERCISE: Gunshot: $(touch x); `id`, ")
                .contains(Texts.LINK)
                .doesNotContain("43.1");
    }

    @ParameterizedTest
    @CsvSource({"0, DELIVERED", "75, RETRY", "1, FAILED", "127, FAILED"})
    void shouldTakeTheExitAsItIsMeant(int exit, DeliveryOutcome outcome) {
        Answer answer = run(Duration.ofSeconds(30), Purpose.ACTUAL, "/bin/sh", "-c", "exit " + exit);

        assertThat(answer.outcome()).isEqualTo(outcome);
        if (exit != 0) {
            assertThat(answer.reason()).contains(" " + exit);
        }
    }

    @Test
    void shouldKillTheProgramAndWhatItStartedAtTheDeadline() throws IOException {
        Path pid = folder.resolve("pid");

        Answer answer = run(
                Duration.ofSeconds(3),
                Purpose.ACTUAL,
                "/bin/sh",
                "-c",
                "sleep 600 & echo $! > " + pid + "; wait; echo never");

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason()).contains("not over within 3.0 seconds");
        long child = Long.parseLong(Files.readString(pid).strip());
        await("the child is gone")
                .untilAsserted(() -> assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive))
                        .isEmpty());
    }

    @Test
    void shouldKeepItsEnvironmentToItselfAndSayWhatCannotBeStarted() {
        assertThat(run(
                                Duration.ofSeconds(30),
                                Purpose.ACTUAL,
                                "/bin/sh",
                                "-c",
                                "test \"$(env | grep -c '^AMURWATCH_')\" = 3 && test -z \"$JAVA_HOME$MAVEN_OPTS\"")
                        .outcome())
                .isEqualTo(DeliveryOutcome.DELIVERED);
        Answer answer = run(
                Duration.ofSeconds(30), Purpose.ACTUAL, folder.resolve("none").toString());
        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason()).contains("can't be started");
    }
}
