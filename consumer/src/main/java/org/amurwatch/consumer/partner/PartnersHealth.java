package org.amurwatch.consumer.partner;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.amurwatch.consumer.http.LoopHealth;
import org.amurwatch.consumer.partner.deliver.PartnerState;
import org.jspecify.annotations.Nullable;

/**
 * How the service is: well as long as each partner's worker runs and reads. A partner that takes nothing is told of, and makes
 * nobody restart anything.
 */
final class PartnersHealth {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<List<PartnerState>> states;
    private final Clock clock;

    PartnersHealth(Supplier<List<PartnerState>> states, Clock clock) {
        this.states = states;
        this.clock = clock;
    }

    LoopHealth all() {
        List<PartnerState> all = states.get();
        List<String> troubles = all.stream()
                .map(PartnersHealth::trouble)
                .filter(Objects::nonNull)
                .toList();
        @Nullable Duration age = Duration.ZERO;
        for (PartnerState state : all) {
            Instant polled = state.lastPoll();
            Duration since = polled == null ? null : Duration.between(polled, clock.instant());
            age = age == null || since == null ? null : age.compareTo(since) > 0 ? age : since;
        }
        return new LoopHealth(
                all.stream().allMatch(state -> state.failure() == null),
                all.stream().allMatch(PartnerState::joined),
                all.stream().mapToInt(PartnerState::partitions).sum(),
                age,
                all.stream()
                        .map(PartnerState::failure)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                troubles.isEmpty() ? null : String.join(" ", troubles));
    }

    private static @Nullable String trouble(PartnerState state) {
        String id = state.partner().id();
        if (state.failure() != null) {
            return id + ": nothing is sent any more.";
        }
        if (!state.joined()) {
            return id + ": waiting for brokers, registry and a place in its group.";
        }
        return state.trouble() == null ? null : id + ": " + state.trouble();
    }

    /** Each partner by itself, as JSON. */
    void write(Context context) {
        ArrayNode rows = JSON.createArrayNode();
        for (PartnerState state : states.get()) {
            ObjectNode row = rows.addObject()
                    .put("partner", state.partner().id())
                    .put("kind", state.partner().target().kind())
                    .put("paused", state.partner().paused())
                    .put("joined", state.joined())
                    .put("lagRecords", state.lag())
                    .put("waitsSince", text(state.waitsSince()))
                    .put("lastSettled", text(state.lastSettled()))
                    .put("trouble", state.trouble())
                    .put("needsOperator", state.needsOperator());
            row.put("failure", state.failure());
        }
        context.contentType("application/json").result(rows.toString());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
