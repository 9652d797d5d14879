package org.amurwatch.streams.reference;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amurwatch.avro.Recipient;
import org.amurwatch.avro.RecipientState;

/** Which endpoints are revoked, and which were given back when. */
public final class Recipients {

    private final Map<String, Recipient> byName;

    /** @param all as reference.recipients has them; an endpoint that is not among them was never revoked */
    public Recipients(Collection<? extends Recipient> all) {
        this.byName = all.stream().collect(Collectors.toMap(Recipient::getName, Function.identity(), (a, b) -> b));
    }

    /** Names of the endpoints that are revoked now. */
    public List<String> revoked() {
        return byName.values().stream()
                .filter(recipient -> recipient.getState() == RecipientState.REVOKED)
                .map(Recipient::getName)
                .sorted()
                .toList();
    }

    public boolean isRevoked(String endpoint) {
        Recipient recipient = byName.get(endpoint);
        return recipient != null && recipient.getState() == RecipientState.REVOKED;
    }

    /** Whether somebody gave it back after that moment. */
    public boolean isRestoredSince(String endpoint, Instant moment) {
        Recipient recipient = byName.get(endpoint);
        return recipient != null
                && recipient.getState() == RecipientState.ACTIVE
                && recipient.getAt().isAfter(moment);
    }
}
