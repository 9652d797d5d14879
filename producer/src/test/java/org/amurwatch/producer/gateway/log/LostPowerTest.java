package org.amurwatch.producer.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loses power at random moments on a disk that forgets what was not forced. */
class LostPowerTest {

    private static final int LOSSES = Integer.getInteger("amurwatch.gateway.power-losses", 100);

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingAcknowledgedWhenThePowerGoes() throws IOException {
        long seed = Long.getLong("amurwatch.seed", System.nanoTime());
        System.out.println("LostPowerTest: seed " + seed);
        Outcome outcome = run(new Random(seed), true);
        assertThat(outcome.sent()).containsAll(outcome.acknowledged());
        assertThat(outcome.sent().stream().filter(text -> text.startsWith("P")).map(LostPowerTest::number))
                .isSorted();
        assertThat(outcome.sent().stream().filter(text -> text.startsWith("S")).map(LostPowerTest::number))
                .isSorted();
        System.out.println("LostPowerTest: " + LOSSES + " losses, "
                + outcome.acknowledged().size() + " acknowledged, "
                + outcome.sent().size() + " sent");
    }

    @Test
    void shouldFindOutThatBytesWereNotForced() throws IOException {
        Outcome outcome = run(new Random(1), false);
        assertThat(outcome.sent()).doesNotContainSequence(outcome.acknowledged());
        assertThat(outcome.sent().containsAll(outcome.acknowledged())).isFalse();
    }

    /** What was acknowledged, and what came out, each once at its first time. */
    private record Outcome(List<String> acknowledged, Set<String> sent) {}

    private Outcome run(Random random, boolean forces) throws IOException {
        List<String> acknowledged = new ArrayList<>();
        Set<String> sent = new LinkedHashSet<>();
        int number = 0;
        for (int loss = 0; loss < LOSSES; loss++) {
            ForgetfulDisk disk = new ForgetfulDisk(random, forces);
            GatewayLog log = new GatewayLog(folder, Logs.ROOMY, disk, Logs.QUIET);
            List<String> texts = new ArrayList<>();
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            int many = random.nextInt(200);
            int losesAfter = random.nextInt(many + 1);
            for (int i = 0; i < many; i++) {
                LogKind kind = random.nextBoolean() ? LogKind.POACHING_ALERT : LogKind.SIGHTING;
                String text = kind.name().charAt(0) + " " + ++number + " " + "x".repeat(random.nextInt(2_000));
                texts.add(text);
                answers.add(log.append(kind, "cameras", Logs.NOW, text.getBytes(StandardCharsets.UTF_8)));
                if (i == losesAfter) {
                    disk.losePower();
                }
                if (random.nextInt(20) == 0) {
                    sendSome(log, sent, random);
                }
            }
            for (int i = 0; i < many; i++) {
                if (answers.get(i)
                        .handle((sequence, failure) -> failure == null)
                        .join()) {
                    acknowledged.add(texts.get(i));
                }
            }
            disk.losePower();
            log.close();
        }
        try (GatewayLog log = Logs.open(folder)) {
            sent.addAll(Logs.sendTexts(log));
        }
        return new Outcome(acknowledged, sent);
    }

    private static void sendSome(GatewayLog log, Set<String> sent, Random random) {
        for (Lane lane : log.lanes()) {
            try {
                Batch batch = lane.read(1 + random.nextInt(10), 1 << 20);
                if (batch != null) {
                    int count = random.nextInt(batch.records().size() + 1);
                    batch.records().subList(0, count).forEach(record -> sent.add(Logs.text(record)));
                    lane.acknowledge(batch, count);
                }
            } catch (IOException e) {
                // The power is off: what was sent is sent again after the next start.
            }
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text.split(" ", 3)[1]);
    }
}
