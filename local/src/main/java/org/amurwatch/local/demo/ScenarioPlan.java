package org.amurwatch.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.local.demo.Scenario.Animals;
import org.amurwatch.local.demo.Scenario.CardBatch;
import org.amurwatch.local.demo.Scenario.Patrol;
import org.amurwatch.local.demo.Scenario.Scene;
import org.amurwatch.local.demo.Scenario.SceneAnswer;
import org.amurwatch.local.demo.Scenario.SceneEvent;
import org.amurwatch.local.demo.Scenario.Station;
import org.amurwatch.local.demo.Step.Role;
import org.jspecify.annotations.Nullable;

/**
 * A scenario laid out in time: every step of it, in order. The same scenario, last day and source give the same steps.
 *
 * @param zone the zone that it is told in
 * @param begin the first moment of the first day
 * @param end the last moment of the last day
 * @param steps all steps, in order of time
 */
public record ScenarioPlan(ZoneId zone, Instant begin, Instant end, List<Step> steps) {

    private static final String NOW = "now";
    private static final String OLD = "old";

    /**
     * @param before the fortnight ends with the last whole local day before this
     * @param sourceId under which all events are published; another one for each time it is played
     */
    public static ScenarioPlan of(Scenario scenario, Instant before, String sourceId) {
        ZoneId zone = ZoneId.of(scenario.timeZone());
        LocalDate today = before.atZone(zone).toLocalDate();
        LocalDate first = today.minusDays(scenario.days());
        List<Step> steps = new Layout(scenario, zone, first, new EventMaker(sourceId)).all();
        steps.sort(Comparator.comparing(Step::at));
        return new ScenarioPlan(
                zone,
                first.atStartOfDay(zone).toInstant(),
                today.atStartOfDay(zone).toInstant(),
                List.copyOf(steps));
    }

    public List<Step.Publish> published(Role role) {
        return steps.stream()
                .filter(Step.Publish.class::isInstance)
                .map(Step.Publish.class::cast)
                .filter(step -> step.role() == role)
                .toList();
    }

    /** Lays one scenario out; its chance is one seeded generator, asked in a fixed order. */
    private static final class Layout {

        private final Scenario scenario;
        private final ZoneId zone;
        private final LocalDate first;
        private final EventMaker make;
        private final Random chance;
        private final List<Step> steps = new ArrayList<>();

        Layout(Scenario scenario, ZoneId zone, LocalDate first, EventMaker make) {
            this.scenario = scenario;
            this.zone = zone;
            this.first = first;
            this.make = make;
            this.chance = new Random(scenario.seed());
        }

        List<Step> all() {
            cameras();
            people();
            animals();
            crew();
            scenario.patrols().forEach(this::patrol);
            cardBatch(scenario.cardBatch());
            scenes();
            return steps;
        }

        private void cameras() {
            Instant begin = first.atStartOfDay(zone).toInstant();
            for (Station station : scenario.stations()) {
                if (station.live()) {
                    Instant start = begin.minus(Duration.ofDays(30 + chance.nextInt(30)));
                    publish(begin, make.deployment(station, NOW, start, null, begin), Role.CAMERA);
                }
            }
        }

        private void people() {
            int total = scenario.people().total() + scenario.people().vehicles();
            for (int i = 0; i < total; i++) {
                boolean vehicle = i >= scenario.people().total();
                Station station = somewhere(live(), Station::busy);
                Instant observedAt = on(anyDay(), hourOfPeople());
                Instant receivedAt = sent(observedAt);
                publish(
                        receivedAt,
                        make.person(
                                "person-" + i,
                                vehicle ? AlertKind.VEHICLE : AlertKind.HUMAN_PRESENCE,
                                station,
                                NOW,
                                observedAt,
                                receivedAt,
                                null,
                                null,
                                null),
                        vehicle ? Role.VEHICLE : Role.PEOPLE);
            }
        }

        private void animals() {
            int number = 0;
            for (Animals animals : scenario.animals()) {
                for (int i = 0; i < animals.total(); i++) {
                    Station station = somewhere(live(), Station::wild);
                    Instant observedAt = on(anyDay(), hourOf(animals));
                    Instant receivedAt = sent(observedAt);
                    publish(
                            receivedAt,
                            make.animal(
                                    "animal-" + number++,
                                    animals.scientificName(),
                                    station,
                                    NOW,
                                    observedAt,
                                    receivedAt,
                                    null,
                                    null),
                            Role.ANIMAL);
                }
            }
        }

        private void crew() {
            for (int visit = 0; visit < scenario.crew().visits(); visit++) {
                Station station = somewhere(live(), any -> 1);
                Instant comes = on(anyDay(), 8 + chance.nextDouble() * 9);
                Instant leaves = comes.plusSeconds(600 + chance.nextInt(1_500));
                ours("crew-" + visit + "-comes", station, comes, Explanation.STAFF, Role.CREW);
                ours("crew-" + visit + "-leaves", station, leaves, Explanation.STAFF, Role.CREW);
            }
        }

        private void patrol(Patrol patrol) {
            List<Station> there = live().stream()
                    .filter(station -> patrol.territories().contains(station.territory()))
                    .toList();
            for (int walk = 0; walk < patrol.walks(); walk++) {
                int day = walk * scenario.days() / patrol.walks() + 1;
                double hour = 7 + chance.nextDouble() * 3;
                for (int i = 0; i < patrol.photographed(); i++) {
                    hour += 0.5 + chance.nextDouble() * 2;
                    ours(
                            patrol.team() + "-" + walk + "-" + i,
                            somewhere(there, any -> 1),
                            on(day, hour),
                            Explanation.PATROL,
                            Role.PATROL);
                }
            }
        }

        private void ours(String id, Station station, Instant observedAt, Explanation why, Role role) {
            Instant receivedAt = sent(observedAt);
            publish(
                    receivedAt,
                    make.person(id, AlertKind.HUMAN_PRESENCE, station, NOW, observedAt, receivedAt, why, null, null),
                    role);
        }

        private void cardBatch(CardBatch card) {
            Instant readAt = at(card.day(), card.time());
            Instant end =
                    readAt.atZone(zone).minus(Period.ofMonths(card.monthsOld())).toInstant();
            Instant start = end.minus(Duration.ofDays(card.spanDays()));
            List<Station> stations = scenario.stations().stream()
                    .filter(station -> !station.live())
                    .toList();
            steps.add(new Step.Narrate(readAt, card.narration()));
            for (Station station : stations) {
                publish(readAt, make.deployment(station, OLD, start, end, end), Role.CAMERA);
            }
            for (int i = 0; i < card.people() + card.animals(); i++) {
                Station station = stations.get(i % stations.size());
                Instant observedAt = start.plusMillis((long)
                        (chance.nextDouble() * Duration.between(start, end).toMillis()));
                long row = i + 2L;
                Instant receivedAt = readAt.plusMillis(100L * (i + 1));
                boolean person = i < card.people();
                publish(
                        receivedAt,
                        person
                                ? make.person(
                                        "card-" + row,
                                        AlertKind.HUMAN_PRESENCE,
                                        station,
                                        OLD,
                                        observedAt,
                                        end,
                                        null,
                                        card.file(),
                                        row)
                                : make.animal(
                                        "card-" + row,
                                        card.scientificName(),
                                        station,
                                        OLD,
                                        observedAt,
                                        end,
                                        card.file(),
                                        row),
                        person ? Role.CARD_PEOPLE : Role.CARD_ANIMAL);
            }
            steps.add(new Step.Rest(readAt.plus(Duration.ofMinutes(2))));
        }

        private void scenes() {
            Set<String> told = new HashSet<>();
            for (Scene scene : scenario.scenes()) {
                Instant begin = at(scene.day(), scene.time());
                Instant last = begin;
                steps.add(new Step.Narrate(begin, scene.narration()));
                for (SceneEvent event : scene.events()) {
                    Instant receivedAt = begin.plus(Duration.ofMinutes(event.afterMinutes()));
                    Instant observedAt = receivedAt.minus(Duration.ofMinutes(event.observedMinutesEarlier()));
                    @Nullable Station station = event.station() == null ? null : scenario.station(event.station());
                    publish(
                            receivedAt,
                            event.alert() == null
                                    ? make.sighting(event, station, observedAt, receivedAt)
                                    : make.alert(event, station, observedAt, receivedAt),
                            told.add(event.id()) ? Role.STORY : Role.CORRECTION);
                    last = receivedAt.isAfter(last) ? receivedAt : last;
                }
                steps.add(new Step.Rest(last.plusMillis(1)));
                scene.answers()
                        .forEach(answer -> answer(begin.plus(Duration.ofMinutes(answer.afterMinutes())), answer));
            }
        }

        private void answer(Instant at, SceneAnswer answer) {
            steps.add(new Step.Answer(at, answer));
            steps.add(new Step.Rest(at.plusMillis(1)));
        }

        private void publish(Instant receivedAt, org.apache.avro.specific.SpecificRecord event, Role role) {
            steps.add(new Step.Publish(receivedAt, event, role));
        }

        private List<Station> live() {
            return scenario.stations().stream().filter(Station::live).toList();
        }

        private Station somewhere(List<Station> stations, ToDoubleFunction<Station> weight) {
            double dice =
                    chance.nextDouble() * stations.stream().mapToDouble(weight).sum();
            for (Station station : stations) {
                dice -= weight.applyAsDouble(station);
                if (dice < 0) {
                    return station;
                }
            }
            return stations.get(stations.size() - 1);
        }

        private int anyDay() {
            return 1 + chance.nextInt(scenario.days());
        }

        /** By day about noon, as most people on camera are (Leuven: 37 of 38 between 7 and 18 o'clock). */
        private double hourOfPeople() {
            if (chance.nextDouble() < scenario.people().inTheDark()) {
                return (20 + chance.nextDouble() * 10) % 24;
            }
            return Math.min(19.9, Math.max(6, 12.5 + chance.nextGaussian() * 2.8));
        }

        private double hourOf(Animals animals) {
            return switch (animals.hours()) {
                case DAY -> 7 + chance.nextDouble() * 11;
                case TWILIGHT -> (chance.nextBoolean() ? 5 : 18) + chance.nextDouble() * 2.5;
                case NIGHT -> (19 + chance.nextDouble() * 11) % 24;
            };
        }

        private Instant on(int day, double hour) {
            LocalTime time = LocalTime.ofSecondOfDay((long) (hour * 3_600) % 86_400);
            // A minute before midnight at most, so that what is sent a little later is still within the fortnight.
            LocalTime latest = LocalTime.of(23, 57);
            return first.plusDays(day - 1)
                    .atTime(time.isAfter(latest) ? latest : time)
                    .atZone(zone)
                    .toInstant();
        }

        private Instant at(int day, String time) {
            return first.plusDays(day - 1)
                    .atTime(LocalTime.parse(time))
                    .atZone(zone)
                    .toInstant();
        }

        /** When a camera that sends by mobile network is heard. */
        private Instant sent(Instant observedAt) {
            return observedAt.plusSeconds(20 + chance.nextInt(100));
        }
    }
}
