package org.amurwatch.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.local.demo.DemoPlayer;
import org.amurwatch.local.demo.Narrator;
import org.amurwatch.local.demo.Pace;
import org.amurwatch.local.demo.PhoneAnswers;
import org.amurwatch.local.demo.PhoneRecord;
import org.amurwatch.local.demo.Scenario;
import org.amurwatch.local.demo.ScenarioPlan;
import org.amurwatch.local.demo.StoryClock;
import org.amurwatch.local.phone.PatrolPhone;
import org.amurwatch.local.phone.PhoneMessage;
import org.amurwatch.producer.publish.EventSink;

/** Plays the story of Lord on a running system, and says at the end whether the phone rang as it should. */
final class Demo {

    /** Seconds of the story in a second: a fortnight in about 80 seconds, and the pauses. */
    static final double DEFAULT_SPEED = 15_000;

    /** While the story rests, teams' minutes pass so many times as fast: an unanswered one is five minutes old after a rest. */
    static final double CLOCK_RATE = 90;

    private static final Duration LONGEST_REST = Duration.ofSeconds(10);
    private static final Duration LAST_ALERTS = Duration.ofSeconds(30);
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Function<Clock, EventSink> sinks;
    private final Function<Clock, AnswerSink> answerSinks;
    private final PatrolPhone phone;
    private final Terminal terminal;
    private final double speed;
    private final Clock wall;

    Demo(
            Function<Clock, EventSink> sinks,
            Function<Clock, AnswerSink> answerSinks,
            PatrolPhone phone,
            Terminal terminal,
            double speed,
            Clock wall) {
        this.sinks = sinks;
        this.answerSinks = answerSinks;
        this.phone = phone;
        this.terminal = terminal;
        this.speed = speed;
        this.wall = wall;
    }

    /** Where answers of teams go. */
    interface AnswerSink extends AutoCloseable {
        void send(PatrolResponse response);

        @Override
        void close();
    }

    /** Tells it to the end. True if the phone showed what it should, and sent nobody out for people on camera. */
    boolean tell() throws InterruptedException {
        Scenario scenario = Scenario.read("/demo/lord.yaml");
        Instant begin = wall.instant();
        ScenarioPlan plan = ScenarioPlan.of(scenario, begin, "demo-" + RUN.format(begin));
        Narrator narrator = new Narrator(terminal, plan.zone());
        narrator.open(scenario, speed);
        StoryClock clock = new StoryClock(plan.begin());
        int before = phone.messages().size();
        try (EventSink sink = sinks.apply(clock);
                AnswerSink answers = answerSinks.apply(clock)) {
            PhoneAnswers given = new PhoneAnswers(() -> rung(before), clock, answers::send);
            DemoPlayer player = new DemoPlayer(plan, Pace.timed(plan.begin(), speed, rest()), narrator::tell, given);
            DemoPlayer.Published published = player.play(sink, clock);
            PhoneRecord record = awaitAlerts(before, scenario);
            narrator.close(published, record);
            return record.isRight();
        }
    }

    private List<PhoneMessage> rung(int before) {
        List<PhoneMessage> all = phone.messages();
        return all.subList(Math.min(before, all.size()), all.size());
    }

    /** Four seconds after each scene at the usual speed; less when told faster. */
    private Duration rest() {
        Duration rest = Duration.ofMillis((long) (4_000 * DEFAULT_SPEED / speed));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private PhoneRecord awaitAlerts(int before, Scenario scenario) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_ALERTS.toNanos();
        PhoneRecord record = PhoneRecord.of(rung(before), scenario.expects());
        while (!record.isRight() && System.nanoTime() < deadline) {
            Thread.sleep(100);
            record = PhoneRecord.of(rung(before), scenario.expects());
        }
        return record;
    }
}
