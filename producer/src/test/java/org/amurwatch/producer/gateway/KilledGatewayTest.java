package org.amurwatch.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a whole gateway that takes events by HTTP and sends them; more often with {@code -Damurwatch.kills=200}. */
class KilledGatewayTest {

    private static final int KILLS = Integer.getInteger("amurwatch.kills", 3);
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> answered = new ArrayList<>();
    private volatile URI url = URI.create("http://127.0.0.1:1");
    private int number;

    @Test
    void shouldLoseNothingItAnsweredForWhenKilled() throws Exception {
        long seed = Long.getLong("amurwatch.seed", System.nanoTime());
        System.out.println("KilledGatewayTest: seed " + seed);
        Random random = new Random(seed);
        Files.writeString(Files.createDirectory(folder.resolve("keys")).resolve("rangers"), "key");
        try (TestCentre centre = new TestCentre()) {
            centre.keys.add("key");
            for (int kill = 0; kill < KILLS; kill++) {
                // Some lives have a network, some none, and some lose the centre's answers.
                centre.always = random.nextInt(3) == 0 ? 503 : 0;
                centre.losesAnswers = random.nextInt(3) == 0;
                live(centre, random);
            }
            centre.always = 0;
            centre.losesAnswers = false;
            try (GatewayProcess last = start(centre)) {
                Awaitility.await("sent by " + last.url())
                        .atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> assertThat(centre.ids()).containsAll(answered));
            }
            Set<String> once = new LinkedHashSet<>(centre.ids());
            System.out.println("KilledGatewayTest: " + KILLS + " kills, " + answered.size() + " answered, "
                    + once.size() + " sent, " + (centre.ids().size() - once.size()) + " of them again");
            assertThat(once.stream().map(Integer::parseInt)).isSorted();
            assertThat(answered).hasSizeGreaterThan(KILLS);
        }
    }

    private void live(TestCentre centre, Random random) throws Exception {
        GatewayProcess gateway = start(centre);
        // Most lives go on to a first answer, which takes long on a busy machine; some end before.
        if (random.nextInt(5) > 0) {
            postsOne();
        }
        Thread killer = new Thread(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_LIFE_MILLIS)));
            gateway.kill();
        });
        killer.start();
        while (postsOne()) {}
        killer.join();
        gateway.awaitEnd();
    }

    /** False once the gateway is dead. */
    private boolean postsOne() throws InterruptedException {
        String id = Integer.toString(++number);
        String alert = "{\"id\":\"" + id + "\",\"kind\":\"GUNSHOT\",\"observedAt\":\"2026-03-01T12:00:00Z\","
                + "\"location\":{\"latitude\":43.1,\"longitude\":131.9},\"note\":\"" + "x".repeat(number % 5_000 + 1)
                + "\"}";
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/poaching-alerts"))
                .header("Authorization", "Bearer key")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(alert))
                .build();
        try {
            if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 202) {
                answered.add(id);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private GatewayProcess start(TestCentre centre) throws IOException {
        GatewayProcess process = new GatewayProcess(Map.of(
                "amurwatch.gateway.folder", folder.resolve("gateway").toString(),
                "amurwatch.gateway.keys-folder", folder.resolve("keys").toString(),
                "amurwatch.gateway.centre-url", centre.url().toString()));
        url = process.url();
        return process;
    }
}
