package org.amurwatch.producer.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.amurwatch.producer.mqtt.UnusableMessage.Reason;
import org.jspecify.annotations.Nullable;

/** A message with its subscription: what it says, field by field. */
final class ReadMessage {

    private static final int LONGEST_ID = 250;

    private final Subscription subscription;
    private final Map<String, String> names;
    private final DeviceMessage message;
    private final Envelope envelope;
    private final Set<MessageField> leftOut = EnumSet.noneOf(MessageField.class);

    private ReadMessage(
            Subscription subscription, Map<String, String> names, DeviceMessage message, Envelope envelope) {
        this.subscription = subscription;
        this.names = names;
        this.message = message;
        this.envelope = envelope;
    }

    /** @param names what the names in the subscription's topic stand for */
    static ReadMessage open(Subscription subscription, Map<String, String> names, DeviceMessage message)
            throws UnusableMessage {
        Envelope envelope = subscription.form().open(message.payload());
        return new ReadMessage(subscription, names, message, envelope);
    }

    Subscription subscription() {
        return subscription;
    }

    DeviceMessage message() {
        return message;
    }

    Envelope envelope() {
        return envelope;
    }

    /** Fields that say something which can't be used, and which an event does without. */
    Set<MessageField> leftOut() {
        return leftOut;
    }

    /** Whose statement it is. */
    String source() throws UnusableMessage {
        String source = subscription.source().read(body(), names).orElse("");
        if (!subscription.sources().isEmpty() && !subscription.sources().contains(source)) {
            throw new UnusableMessage(
                    Reason.UNKNOWN_SOURCE,
                    "Subscription '" + subscription.id() + "' lists no source " + UnusableMessage.cited(source)
                            + ": add it to 'sources' if it is one of yours.");
        }
        return source;
    }

    /** The device, as itself or the network names it; empty where neither does. */
    String device() {
        return Optional.ofNullable(envelope.device())
                .or(() -> text(MessageField.DEVICE))
                .orElse("");
    }

    /** When it happened: by the device's clock, else by the network's, else when it came. */
    StatedMoment moment() {
        String stated = text(MessageField.TIME).orElse(null);
        StatedMoment own = StatedMoment.of(stated, message.receivedAt());
        if (own.isOwn() || stated == null && envelope.receivedAt() == null) {
            return own;
        }
        StatedMoment network = StatedMoment.of(envelope.receivedAt(), message.receivedAt());
        if (network.isOwn()) {
            if (stated != null) {
                leftOut.add(MessageField.TIME);
            }
            return network;
        }
        return own;
    }

    /** A text, short enough for an id; a longer one is left out. */
    Optional<String> text(MessageField field) {
        return text(field, LONGEST_ID);
    }

    Optional<String> text(MessageField field, int longest) {
        Optional<String> text = subscription.field(field).flatMap(expression -> expression.read(body(), names));
        if (text.isPresent() && (text.get().isBlank() || text.get().length() > longest)) {
            leftOut.add(field);
            return Optional.empty();
        }
        return text;
    }

    /** A number; NaN where there is none. */
    double number(MessageField field) {
        Double number = value(field, text -> {
            double read = Double.parseDouble(text);
            return Double.isFinite(read) ? read : null;
        });
        return number == null ? Double.NaN : number;
    }

    /** A whole number within bounds; null where there is none. */
    @Nullable
    Integer whole(MessageField field, int least, int most) {
        return value(field, text -> {
            double read = Double.parseDouble(text);
            return read == Math.rint(read) && read >= least && read <= most ? (int) read : null;
        });
    }

    /** A share; null where there is none. */
    @Nullable
    Double share(MessageField field) {
        return value(field, text -> {
            double read = Double.parseDouble(text);
            return read >= 0 && read <= 1 ? read : null;
        });
    }

    /** @param read null, or a NumberFormatException: it can't be used */
    private <T> @Nullable T value(MessageField field, Function<String, @Nullable T> read) {
        String text = text(field).orElse(null);
        if (text == null) {
            return null;
        }
        T value;
        try {
            value = read.apply(text);
        } catch (NumberFormatException e) {
            value = null;
        }
        if (value == null) {
            leftOut.add(field);
        }
        return value;
    }

    private JsonNode body() {
        return envelope.body();
    }
}
