package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.AlertKind;
import org.junit.jupiter.api.Test;

class IndexedHistoryTest {

    private static final List<String> SUBJECTS =
            List.of("SNARE", "GUNSHOT", "Panthera pardus", "Panthera pardus orientalis", "Panthera", "", "CAMP");

    /** In the park, on the equator, at both poles, and on both sides of the date line. */
    private static final double[][] CENTRES = {{43, 131}, {0, 0}, {-89.99, 12}, {89.97, 0}, {12, 179.99}, {-5, -179.98}
    };

    @Test
    void shouldFindWhatALookAtEveryEventFinds() {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "IndexedHistoryTest seed " + seed);
        Random random = new Random(seed);
        int found = 0;
        for (double[] centre : CENTRES) {
            IndexedHistory history = new IndexedHistory();
            Map<String, RuleEvent> all = new HashMap<>();
            for (int i = 0; i < 3_000; i++) {
                String key = "e" + random.nextInt(800);
                if (random.nextInt(4) == 0) {
                    history.remove(key);
                    all.remove(key);
                } else {
                    RuleEvent event = event(random, key, centre);
                    history.put(event);
                    all.put(key, event);
                }
            }
            assertThat(history.size()).isEqualTo(all.size());
            assertThat(history.all()).containsExactlyInAnyOrderElementsOf(all.values());
            for (int i = 0; i < 200; i++) {
                found += compare(random, centre, history, all);
            }
        }
        assertThat(found).isGreaterThan(1_000);
    }

    private static int compare(Random random, double[] centre, EventHistory history, Map<String, RuleEvent> all) {
        RuleEvent asked = event(random, "asked", centre);
        double metres = Math.pow(10, 1 + random.nextDouble() * 5);
        Instant from = asked.observedAt().minus(Duration.ofHours(random.nextInt(50)));
        Instant to = asked.observedAt().plus(Duration.ofHours(random.nextInt(50)));
        String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        Set<String> expected = new TreeSet<>();
        for (RuleEvent event : all.values()) {
            if (EventHistory.takes(subject, EventHistory.subject(event))
                    && Apart.metres(asked, event) <= metres
                    && !event.observedAt().isBefore(from)
                    && !event.observedAt().isAfter(to)) {
                expected.add(event.key());
            }
        }
        List<String> answer = new ArrayList<>();
        history.around(
                subject, asked.latitude(), asked.longitude(), metres, from, to, event -> answer.add(event.key()));
        assertThat(answer).as("%s around %s", subject, asked).containsExactlyInAnyOrderElementsOf(expected);
        return expected.size();
    }

    @Test
    void shouldPutACorrectedEventInThePlaceOfTheOldOne() {
        IndexedHistory history = new IndexedHistory();
        RuleEvent after = FieldSign.of("e", AlertKind.CAMP).there(90_000, 0).event();
        history.put(FieldSign.of("e", AlertKind.SNARE).event());
        history.put(after);

        assertThat(history.get("e")).isSameAs(after);
        assertThat(history.size()).isOne();
        List<String> snares = new ArrayList<>();
        history.around(
                "SNARE",
                43,
                131,
                1_000,
                FieldSign.BEGIN.minusSeconds(9),
                FieldSign.BEGIN.plusSeconds(9),
                event -> snares.add(event.key()));
        assertThat(snares).isEmpty();
    }

    private static RuleEvent event(Random random, String key, double[] centre) {
        String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        boolean animal = subject.isEmpty() || subject.startsWith("Panthera");
        FieldSign sign = animal ? FieldSign.animal(key, subject) : FieldSign.of(key, AlertKind.valueOf(subject));
        double latitude = Math.max(-90, Math.min(90, centre[0] + random.nextGaussian() * 0.3));
        double longitude = centre[1] + random.nextGaussian() * 0.3;
        double wrapped = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
        return sign.after(Duration.ofMinutes(random.nextInt(6_000)))
                .at(latitude, wrapped)
                .event();
    }
}
