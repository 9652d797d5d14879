package org.amurwatch.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.amurwatch.local.demo.DemoPlayer;
import org.amurwatch.local.demo.Narrator;
import org.amurwatch.local.demo.Pace;
import org.amurwatch.local.demo.Scenario;
import org.amurwatch.local.demo.ScenarioPlan;
import org.amurwatch.local.demo.StoryClock;
import org.amurwatch.local.phone.PatrolPhone;
import org.amurwatch.producer.publish.EventSink;

/** Plays the story of Lord on a running system, and says at the end whether the phone rang as it should. */
final class Demo {

    /** Seconds of the story in a second: a fortnight in about 80 seconds, and the pauses. */
    static final double DEFAULT_SPEED = 15_000;

    private static final Duration LONGEST_REST = Duration.ofSeconds(10);
    private static final Duration LAST_ALERTS = Duration.ofSeconds(30);
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Function<Clock, EventSink> sinks;
    private final PatrolPhone phone;
    private final Terminal terminal;
    private final double speed;
    private final Clock wall;

    Demo(Function<Clock, EventSink> sinks, PatrolPhone phone, Terminal terminal, double speed, Clock wall) {
        this.sinks = sinks;
        this.phone = phone;
        this.terminal = terminal;
        this.speed = speed;
        this.wall = wall;
    }

    /** Tells it to the end. True if the phone rang exactly as often as it should. */
    boolean tell() throws InterruptedException {
        Scenario scenario = Scenario.read("/demo/lord.yaml");
        Instant begin = wall.instant();
        ScenarioPlan plan = ScenarioPlan.of(scenario, begin, "demo-" + RUN.format(begin));
        Narrator narrator = new Narrator(terminal, plan.zone());
        narrator.open(scenario, speed);
        StoryClock clock = new StoryClock(plan.begin());
        int before = phone.messages().size();
        try (EventSink sink = sinks.apply(clock)) {
            DemoPlayer player = new DemoPlayer(plan, Pace.timed(plan.begin(), speed, rest()), narrator::tell);
            DemoPlayer.Published published = player.play(sink, clock);
            awaitAlerts(before + plan.alertsExpected());
            long received = phone.messages().size() - (long) before;
            narrator.close(published, plan.alertsExpected(), received);
            return received == plan.alertsExpected();
        }
    }

    /** Four seconds after each scene at the usual speed; less when told faster. */
    private Duration rest() {
        Duration rest = Duration.ofMillis((long) (4_000 * DEFAULT_SPEED / speed));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private void awaitAlerts(long expected) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_ALERTS.toNanos();
        while (phone.messages().size() < expected && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
    }
}
