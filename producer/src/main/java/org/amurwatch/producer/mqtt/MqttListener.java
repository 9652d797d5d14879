package org.amurwatch.producer.mqtt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Listens to the devices' MQTT server until it is closed: the connection, and what is under way from it to ingest. */
public final class MqttListener implements AutoCloseable {

    static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private final String server;
    private final MqttConnection connection;
    private final MessageIntake intake;
    private final UnusedMessages unused;

    MqttListener(String server, MqttConnection connection, MessageIntake intake, UnusedMessages unused) {
        this.server = server;
        this.connection = connection;
        this.intake = intake;
        this.unused = unused;
    }

    /** Whether messages come, and their events are taken. */
    public boolean isReady() {
        return isSubscribed() && outage() == null;
    }

    /** Why nothing is taken, as a sentence without a secret; null where all is well. */
    public @Nullable String problem() {
        if (!isSubscribed()) {
            return "The devices' MQTT server at " + server + " is not listened to. " + trouble();
        }
        return outage() == null ? null : "Nothing is acknowledged to the devices' MQTT server. " + outage();
    }

    boolean isSubscribed() {
        return connection.isSubscribed();
    }

    /** Why no messages come; null where they do. */
    @Nullable
    String trouble() {
        return connection.trouble();
    }

    /** Why no events are taken; null where they are. */
    @Nullable
    String outage() {
        return intake.outage();
    }

    /** Messages that are not acknowledged yet. */
    int underWay() {
        return intake.underWay();
    }

    /** What is under way and not acknowledged stays with the devices' server. */
    @Override
    public void close() {
        connection.close();
        intake.close();
        unused.close();
    }
}
