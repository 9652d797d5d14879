package org.amurwatch.streams.watch;

import static org.amurwatch.streams.watch.MemoryWatch.deployed;
import static org.amurwatch.streams.watch.MemoryWatch.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.junit.jupiter.api.Test;

class WatchLedgerTest {

    /** Noon in Vladivostok. */
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private static final Duration AT_ONCE = Duration.ofMinutes(1);
    private static final Duration BY_CARD = Duration.ofDays(20);

    private final MemoryWatch watch = new MemoryWatch();

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    /** Heard of every twelve hours, by day, from day 0 on. */
    private static List<LocatedEvent> rhythm(String station, int days, Duration lateness) {
        List<LocatedEvent> events = new ArrayList<>();
        for (int half = 0; half < 2 * days; half++) {
            Instant at = START.plus(Duration.ofHours(half % 2 == 0 ? 12L * half : 12L * half - 8));
            events.add(person(station + "-" + half, station, at, lateness));
        }
        return events;
    }

    /** Silent from then on, and its limit: the longest of its gaps is 20 hours, what chance lets expect less than 24. */
    private Instant lastOf(List<LocatedEvent> events) {
        return events.get(events.size() - 1).getPoachingAlert().getObservedAt();
    }

    @Test
    void shouldTellOfALiveStationThatHasBeenSilentForTooLongAndOfItsReturn() {
        List<LocatedEvent> events = rhythm("a", 30, AT_ONCE);
        events.forEach(watch::add);
        StationRow row = watch.state.station("kedrovaya", "cams/a");
        Duration limit = StationSilence.limit(row, MemoryWatch.RULES.silence()).orElseThrow();
        // 59 gaps of 4 and 20 hours in 700 hours; 29 are pauses, of 8 hours beyond the 12. One in two years is one in
        // 726.
        double once = 12 + 29 * 8 * (Math.pow(2 * 365 * 24 * 29 / 700.0, 1 / 29.0) - 1);
        assertThat(limit.toMinutes()).isEqualTo(Math.round(60 * once));
        assertThat(once).isBetween(71.1, 71.2);
        Instant due = lastOf(events).plus(limit);
        watch.due(due.minusMillis(1));
        assertThat(watch.signals).isEmpty();
        watch.due(due);
        watch.due(due.plusSeconds(5));
        assertThat(watch.signals).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(SignalKind.ABSENCE);
            assertThat(signal.getSubjectKind()).isEqualTo(SignalSubject.STATION);
            assertThat(signal.getSubject()).isEqualTo("cams/a");
            assertThat(signal.getObservedAt()).isEqualTo(lastOf(events));
            assertThat(signal.getRule()).isEqualTo("silent-camera");
            assertThat(signal.getFound()).isCloseTo(limit.toMinutes() / 60.0, within(0.02));
        });
        watch.restart();
        watch.due(due.plusSeconds(60));
        assertThat(watch.signals).hasSize(1);
        watch.add(person("again", "a", due.plus(Duration.ofHours(3)), AT_ONCE));
        assertThat(watch.open).isEmpty();
        assertThat(watch.signals).hasSize(2).last().extracting(Signal::getEnded).isEqualTo(true);
        // And it is watched again.
        watch.due(due.plus(Duration.ofDays(30)));
        assertThat(watch.open).hasSize(1);
    }

    /** After a start decision time is half a day behind the records until all of them are read. */
    @Test
    void shouldNotTellByRulesThatWereReplacedWhileItCatchesUp() {
        Instant replaced = day(60);
        WatchRules silent = new WatchRules(WatchRules.Silence.standard(null), MemoryWatch.RULES.baseline());
        MemoryWatch inTime = new MemoryWatch();
        for (MemoryWatch each : List.of(watch, inTime)) {
            each.rules = at -> at.isBefore(replaced) ? MemoryWatch.RULES : silent;
            rhythm("a", 30, AT_ONCE).forEach(each::add);
        }
        Instant before = replaced.minus(Duration.ofHours(6));

        watch.due(before, replaced.plus(Duration.ofHours(6)));
        assertThat(watch.signals).isEmpty();
        inTime.due(before, before);
        assertThat(inTime.signals).as("by the rules before it is told").hasSize(1);
    }

    @Test
    void shouldNeverTellBeforeADayNorOfStationsThatAreReadByCard() {
        for (int minutes = 0; minutes < 5 * 24 * 60; minutes += 30) {
            watch.add(person("b" + minutes, "busy", START.plus(Duration.ofMinutes(minutes)), AT_ONCE));
        }
        rhythm("card", 30, BY_CARD).forEach(watch::add);
        Instant last = START.plus(Duration.ofMinutes(5 * 24 * 60 - 30));
        watch.due(last.plus(Duration.ofHours(24)).minusMillis(1));
        assertThat(watch.signals).isEmpty();
        watch.due(last.plus(Duration.ofDays(300)));
        assertThat(watch.signals).extracting(Signal::getSubject).containsExactly("cams/busy");
    }

    @Test
    void shouldLearnToSendAtOnceFromThreeDaysOfFourteen() {
        watch.add(person("1", "a", day(0), AT_ONCE));
        watch.add(person("2", "a", day(14), Duration.ofHours(2)));
        watch.add(person("3", "a", day(15), Duration.ofHours(2).plusMillis(1)));
        watch.add(person("4", "a", day(16), AT_ONCE));
        // Two live days in the fourteen up to day 16.
        assertThat(StationSilence.isLive(watch.state.station("kedrovaya", "cams/a")))
                .isFalse();
        watch.add(person("5", "a", day(3), AT_ONCE));
        assertThat(StationSilence.isLive(watch.state.station("kedrovaya", "cams/a")))
                .isTrue();
    }

    @Test
    void shouldTakeACameraThatWasTakenDownForExplained() {
        watch.add(deployed("d", "a", day(-10), null));
        List<LocatedEvent> events = rhythm("a", 30, AT_ONCE);
        events.forEach(watch::add);
        watch.due(day(40));
        assertThat(watch.open).hasSize(1);
        Instant end = lastOf(events).plus(Duration.ofHours(3));
        watch.change(deployed("d", "a", day(-10), null), deployed("d", "a", day(-10), end), day(41));
        assertThat(watch.open).isEmpty();
        watch.due(day(90));
        assertThat(watch.open).isEmpty();
    }

    @Test
    void shouldNotTakeAnOldDeploymentForAReason() {
        watch.add(deployed("d", "a", day(-10), day(5)));
        rhythm("a", 30, AT_ONCE).forEach(watch::add);
        watch.due(day(40));
        assertThat(watch.open).hasSize(1);
    }

    @Test
    void shouldNotTellWhatWaitingInputDisproves() {
        List<LocatedEvent> events = rhythm("a", 40, AT_ONCE);
        // All of 40 days wait: while they are worked off, decision time is that of the records.
        for (LocatedEvent event : events) {
            watch.add(event);
            watch.due(event.getReceivedAt());
        }
        assertThat(watch.signals).isEmpty();
    }

    /** The station is heard of every day by a deer-like event at noon; nobody comes by night, but on some. */
    private List<LocatedEvent> days(String station, int count) {
        List<LocatedEvent> events = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            events.add(person(station + "-day-" + day, station, day(day).plus(Duration.ofHours(1)), AT_ONCE));
        }
        return events;
    }

    /** 23:00 in Vladivostok and later. */
    private static Instant night(int day, int minutes) {
        return day(day).plus(Duration.ofHours(11)).plus(Duration.ofMinutes(minutes));
    }

    @Test
    void shouldTellOfMorePeopleInTheDarkThanUsualAndTakeItBack() {
        days("a", 40).forEach(watch::add);
        watch.add(person("n1", "a", night(39, 0), AT_ONCE));
        watch.add(person("n1b", "a", night(39, 10), AT_ONCE));
        assertThat(watch.signals).isEmpty();
        LocatedEvent second = person("n2", "a", night(39, 60), AT_ONCE);
        watch.add(second);
        watch.add(person("n3", "a", night(39, 120), AT_ONCE));
        watch.restart();
        assertThat(watch.open.values()).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(SignalKind.BASELINE);
            assertThat(signal.getSubject()).isEqualTo("cams/a");
            assertThat(signal.getFound()).isEqualTo(3);
            assertThat(signal.getExpected()).isCloseTo(0.5 / 39, within(1e-3));
            assertThat(signal.getProbability()).isLessThan(0.001);
            assertThat(signal.getEventKeys()).containsExactly("cams/n3", "cams/n2", "cams/n1b", "cams/n1");
            assertThat(signal.getObservedAt()).isEqualTo(night(39, 0));
        });
        // Camera crew: a verdict of much later.
        LocatedEvent crew = LocatedEvent.newBuilder(person("n2", "a", night(39, 60), AT_ONCE, Explanation.STAFF))
                .setFreshnessMillis(Duration.ofDays(3).toMillis())
                .build();
        watch.change(second, crew, day(42));
        assertThat(watch.open).hasSize(1);
        watch.change(person("n3", "a", night(39, 120), AT_ONCE), null, day(42));
        assertThat(watch.open).isEmpty();
    }

    @Test
    void shouldBeSilentWhileTheHistoryIsTooShort() {
        days("a", 28).forEach(watch::add);
        for (int minutes = 0; minutes < 240; minutes += 40) {
            watch.add(person("n" + minutes, "a", night(27, minutes), AT_ONCE));
        }
        // Nights 0 to 26 are history: one too few.
        assertThat(watch.open).isEmpty();
        days("b", 29).forEach(watch::add);
        for (int minutes = 0; minutes < 240; minutes += 40) {
            watch.add(person("m" + minutes, "b", night(28, minutes), AT_ONCE));
        }
        assertThat(watch.open.values()).extracting(Signal::getSubject).containsExactly("cams/b");
    }

    @Test
    void shouldNotBeAlarmedByPeopleWhoAlwaysComeNorByDayNorByCard() {
        days("a", 40).forEach(watch::add);
        days("b", 40).forEach(watch::add);
        for (int day = 0; day < 40; day++) {
            for (int minutes = 0; minutes < 180; minutes += 60) {
                watch.add(person("n" + day + "-" + minutes, "a", night(day, minutes), AT_ONCE));
                watch.add(person("d" + day + "-" + minutes, "b", day(day).plus(Duration.ofMinutes(minutes)), AT_ONCE));
                watch.add(person("c" + day + "-" + minutes, "b", night(day, minutes), Duration.ofHours(3)));
            }
        }
        assertThat(watch.signals).isEmpty();
    }

    @Test
    void shouldEndInTheSameStateInAnyOrderOfArrival() {
        long seed = Long.getLong("amurwatch.test.seed", System.nanoTime());
        System.out.println("WatchLedgerTest seed " + seed + " (-Damurwatch.test.seed=" + seed + ")");
        for (int number = 0; number < 12; number++) {
            Random random = new Random(seed + number);
            List<LocatedEvent> history = new ArrayList<>();
            List<LocatedEvent> tonight = new ArrayList<>();
            for (String station : List.of("a", "b", "c")) {
                for (int day = 0; day < 45; day++) {
                    if (random.nextInt(4) > 0) {
                        history.add(person(station + "d" + day, station, day(day), AT_ONCE));
                    }
                    for (int i = random.nextInt(station.equals("a") ? 4 : 2); i > 0 && random.nextBoolean(); i--) {
                        history.add(person(
                                station + "n" + day + "-" + i, station, night(day, random.nextInt(300)), AT_ONCE));
                    }
                }
                for (int i = random.nextInt(9); i > 0; i--) {
                    tonight.add(person(station + "t" + i, station, night(45, random.nextInt(300)), AT_ONCE));
                }
            }
            MemoryWatch ordered = new MemoryWatch();
            history.sort((x, y) -> x.getReceivedAt().compareTo(y.getReceivedAt()));
            history.forEach(ordered::add);
            tonight.forEach(ordered::add);
            Collections.shuffle(history, random);
            Collections.shuffle(tonight, random);
            MemoryWatch shuffled = new MemoryWatch();
            for (LocatedEvent event : history) {
                shuffled.add(event);
                if (random.nextInt(20) == 0) {
                    shuffled.restart();
                }
            }
            tonight.forEach(shuffled::add);
            for (String station : List.of("cams/a", "cams/b", "cams/c")) {
                StationRow one = ordered.state.station("kedrovaya", station).dueAt(0);
                StationRow other = shuffled.state.station("kedrovaya", station).dueAt(0);
                assertThat(other).as("seed %d", seed + number).isEqualTo(one);
                assertThat(shuffled.state.counts("kedrovaya", station, 100_000))
                        .as("seed %d", seed + number)
                        .isEqualTo(ordered.state.counts("kedrovaya", station, 100_000));
            }
            assertThat(ofTonight(shuffled)).as("seed %d", seed + number).isEqualTo(ofTonight(ordered));
            Instant later = day(200);
            ordered.due(later);
            shuffled.due(later);
            assertThat(silences(shuffled))
                    .as("seed %d", seed + number)
                    .isEqualTo(silences(ordered))
                    .hasSize(3);
        }
    }

    private static List<String> ofTonight(MemoryWatch watch) {
        return watch.open.values().stream()
                .filter(signal -> signal.getKind() == SignalKind.BASELINE)
                .filter(signal -> !signal.getObservedAt().isBefore(night(45, 0)))
                .map(signal -> signal.getSignalId() + " " + signal.getFound() + " " + signal.getProbability())
                .toList();
    }

    private static List<String> silences(MemoryWatch watch) {
        return watch.open.values().stream()
                .filter(signal -> signal.getKind() == SignalKind.ABSENCE)
                .map(signal -> signal.getSignalId() + " " + signal.getExpected())
                .sorted()
                .toList();
    }
}
