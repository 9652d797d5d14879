package org.amurwatch.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.amurwatch.producer.gateway.GatewayClock.KnownTime;
import org.amurwatch.producer.gateway.log.ReceiptTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayClockTest {

    private static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");
    private static final Instant WRONG = Instant.parse("1970-01-01T00:00:30Z");

    @TempDir
    private Path folder;

    @Test
    void shouldKnowWhenSomethingCameOnceTheCentreHasSaidTheTime() {
        TestClock machine = new TestClock(WRONG);
        GatewayClock clock = start(machine);
        ReceiptTime receipt = clock.now();
        assertThat(clock.timeOf(receipt).isSure()).isFalse();
        assertThat(clock.isKnown()).isFalse();
        machine.pass(Duration.ofHours(5));
        clock.centreSays(NOW);
        assertThat(clock.timeOf(receipt)).isEqualTo(new KnownTime(NOW.minus(Duration.ofHours(5)), true));
        assertThat(clock.ahead()).isEqualTo(Duration.between(NOW, WRONG.plus(Duration.ofHours(5))));
        assertThat(clock.time()).isEqualTo(NOW);
    }

    @Test
    void shouldLeaveARightClockAlone() {
        TestClock machine = new TestClock(NOW.plusSeconds(90));
        GatewayClock clock = start(machine);
        ReceiptTime receipt = clock.now();
        clock.centreSays(NOW);
        assertThat(clock.timeOf(receipt)).isEqualTo(new KnownTime(NOW.plusSeconds(90), true));
    }

    @Test
    void shouldKeepTimesThroughAStepOfTheClock() {
        TestClock machine = new TestClock(WRONG);
        GatewayClock clock = start(machine);
        ReceiptTime before = clock.now();
        machine.pass(Duration.ofMinutes(10));
        machine.set(NOW);
        ReceiptTime after = clock.now();
        assertThat(clock.steps()).isEqualTo(1);
        clock.centreSays(NOW);
        assertThat(clock.timeOf(before).at()).isEqualTo(NOW.minus(Duration.ofMinutes(10)));
        assertThat(clock.timeOf(after).at()).isEqualTo(NOW);
    }

    @Test
    void shouldRememberTheTimesOfEarlierRuns() {
        TestClock machine = new TestClock(WRONG);
        GatewayClock first = start(machine);
        ReceiptTime receipt = first.now();
        first.centreSays(NOW);
        GatewayClock second = start(new TestClock(WRONG));
        assertThat(second.timeOf(receipt)).isEqualTo(new KnownTime(NOW, true));
    }

    @Test
    void shouldTakeARunWithoutNetworkForNoEarlierThanWhatWasKnownWhenItBegan() {
        start(new TestClock(NOW)).centreSays(NOW);
        TestClock machine = new TestClock(WRONG);
        GatewayClock alone = start(machine);
        machine.pass(Duration.ofHours(2));
        ReceiptTime receipt = alone.now();
        GatewayClock later = start(new TestClock(NOW.plus(Duration.ofDays(3))));
        assertThat(later.timeOf(receipt)).isEqualTo(new KnownTime(NOW.plus(Duration.ofHours(2)), false));
    }

    @Test
    void shouldBelieveAPossibleClockOfARunWithoutNetwork() {
        start(new TestClock(NOW)).centreSays(NOW);
        ReceiptTime receipt = start(new TestClock(NOW.plus(Duration.ofDays(1)))).now();
        GatewayClock later = start(new TestClock(NOW.plus(Duration.ofDays(3))));
        assertThat(later.timeOf(receipt)).isEqualTo(new KnownTime(NOW.plus(Duration.ofDays(1)), true));
        later.centreSays(NOW.plus(Duration.ofHours(1)));
        assertThat(later.timeOf(receipt).isSure()).as("a time in the future").isFalse();
    }

    @Test
    void shouldStartWithoutAFileThatMakesSense() throws IOException {
        Files.writeString(folder.resolve("clock"), "nonsense\nlatest\n");
        assertThat(start(new TestClock(NOW)).time()).isEqualTo(NOW);
    }

    private GatewayClock start(TestClock machine) {
        return new GatewayClock(folder.resolve("clock"), UUID.randomUUID(), machine, machine::nanoTime);
    }
}
