package org.amurwatch.consumer.partner.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amurwatch.consumer.channel.webhook.WebhookSignature;
import org.amurwatch.consumer.partner.deliver.LaneRun;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.file.WebhookTarget;
import org.amurwatch.consumer.partner.standin.PartnerEntries;
import org.amurwatch.consumer.partner.standin.Released;
import org.amurwatch.consumer.partner.standin.StandIn;
import org.amurwatch.consumer.partner.standin.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSenderTest {

    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final Duration LONG = Duration.ofDays(2);

    /** Checks each message as Standard Webhooks says. */
    private static final class Receiver extends StandIn {

        private final TestClock clock;
        private final List<JsonNode> batches = new ArrayList<>();

        Receiver(TestClock clock) throws IOException {
            this.clock = clock;
        }

        @Override
        protected Answer answer(Request request) {
            String timestamp = request.header("webhook-timestamp");
            check(
                    WebhookSignature.verify(
                            SECRET,
                            request.header("webhook-id"),
                            timestamp,
                            request.raw(),
                            request.header("webhook-signature")),
                    "no valid signature");
            check(WebhookSignature.isRecent(timestamp, clock.instant()), "an old timestamp");
            String type = request.header("Content-Type");
            check(type != null && type.startsWith("application/cloudevents-batch+json"), "no batch");
            batches.add(request.json());
            return Answer.of(204);
        }
    }

    @TempDir
    private Path folder;

    private Receiver receiver;
    private LaneRun run;

    @BeforeEach
    void start() throws IOException {
        TestClock clock = new TestClock();
        receiver = new Receiver(clock);
        PartnerEntries.write(folder.resolve("hook.secret"), SECRET);
        Partner partner = PartnerEntries.read(
                folder, "webhook", "url: " + receiver.url() + "/amurwatch", "secretFile: hook.secret");
        run = new LaneRun(
                partner, clock, (http, time) -> new WebhookSender((WebhookTarget) partner.target(), http, time));
    }

    @AfterEach
    void stop() {
        run.close();
        receiver.close();
        assertThat(receiver.complaints()).isEmpty();
    }

    @Test
    void shouldKeepTheIdAndRenewTheTimeWhenItTriesAgain() {
        receiver.troubles(StandIn.Answer.of(500), new StandIn.Answer(429, "", Map.of("Retry-After", "7200")));
        run.release(Released.snare(1).build(), Released.snare(2).build());
        run.turn();
        run.release(Released.snare(3).build());
        run.run(LONG);

        assertThat(receiver.requests()).hasSize(4);
        assertThat(receiver.requests().subList(0, 3))
                .extracting(request -> request.header("webhook-id"))
                .containsOnly(receiver.requests().get(0).header("webhook-id"));
        assertThat(receiver.requests().get(3).header("webhook-id"))
                .isNotEqualTo(receiver.requests().get(0).header("webhook-id"));
        assertThat(receiver.batches).hasSize(2);
        assertThat(receiver.batches.get(0)).hasSize(2);
        assertThat(receiver.batches.get(0).get(0).get("id").asText()).isEqualTo(Released.id(1));
    }

    @Test
    void shouldTellAnEventWithoutAPlace() {
        run.release(Released.leopard(1).setCell(null).setPosition(null).build());
        run.run(LONG);

        assertThat(receiver.batches.get(0).get(0).at("/data/location").isMissingNode())
                .isTrue();
    }

    @Test
    void shouldWaitForTheOperatorWhereItIsGoneOrHasMoved() {
        receiver.troubles(
                StandIn.Answer.of(410), new StandIn.Answer(301, "", Map.of("Location", "https://example.org/")));
        run.release(Released.snare(1).build());
        run.run(LONG);

        assertThat(run.troubles).hasSize(2).allMatch(trouble -> trouble.needsOperator());
        assertThat(receiver.batches).hasSize(1);
    }
}
