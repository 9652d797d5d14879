package org.amurwatch.producer.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the devices' server: MQTT 5, one session that outlives connections and this process, QoS 1, each message
 * acknowledged when the intake says so. A lost connection is made again, later each time and never at the same moment as
 * others.
 */
final class MqttConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

    /** What a server forbids now may be allowed later. */
    private static final Executor SUBSCRIBE_AGAIN = CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS);

    private final MqttServer server;
    private final Set<String> filters;
    private final MessageIntake intake;
    private final MqttMeters meters;
    private final Clock clock;
    private final Mqtt5AsyncClient client;
    private volatile Optional<MqttServer.LogIn> logIn = Optional.empty();
    private volatile boolean subscribed;
    private volatile boolean closing;
    private final AtomicBoolean hangingUp = new AtomicBoolean();
    private volatile @Nullable String trouble = "It is not connected yet.";

    /** @param filters what to subscribe to */
    MqttConnection(MqttServer server, Set<String> filters, MessageIntake intake, MqttMeters meters, Clock clock) {
        this.server = server;
        this.filters = filters;
        this.intake = intake;
        this.meters = meters;
        this.clock = clock;
        this.client = client();
    }

    /** Begins to connect, and goes on until it is closed. */
    MqttConnection start() {
        // Before anything can come: the server sends what it kept right behind its answer.
        client.publishes(MqttGlobalPublishFilter.ALL, this::arrived, Runnable::run, true);
        CompletableFuture<Mqtt5ConnAck> first = client.connect(connect());
        LOG.debug("Connecting: {}", first);
        return this;
    }

    /** Whether messages come. */
    boolean isSubscribed() {
        return subscribed;
    }

    /** Why none come; null where they do. Holds no secret. */
    @Nullable
    String trouble() {
        return subscribed ? null : trouble;
    }

    private Mqtt5AsyncClient client() {
        MqttClientTransportConfig transport = MqttClientTransportConfig.builder()
                .serverHost(server.host())
                .serverPort(server.port())
                .sslConfig(server.trust().map(MqttConnection::tls).orElse(null))
                .build();
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(server.clientId())
                .transportConfig(transport)
                .addConnectedListener(this::connected)
                .addDisconnectedListener(this::disconnected)
                .buildAsync();
    }

    private static MqttClientSslConfig tls(MqttServer.Trust trust) {
        return MqttClientSslConfig.builder()
                .trustManagerFactory(trust.factory())
                .build();
    }

    private Mqtt5Connect connect() {
        return Mqtt5Connect.builder()
                .cleanStart(false)
                .sessionExpiryInterval(server.sessionExpiry().toSeconds())
                .keepAlive((int) server.keepAlive().toSeconds())
                // No receive maximum: Mosquitto up to 2.0.11 at least does not count what it sends again to it, and the
                // client
                // would hang up each time. Servers have limits of their own, and the intake has one.
                .restrictions()
                .maximumPacketSize(server.largestPacket())
                .applyRestrictions()
                .simpleAuth(logIn().map(MqttConnection::auth).orElse(null))
                .build();
    }

    /** As the file says now; while it can't be read, as it said before. */
    private Optional<MqttServer.LogIn> logIn() {
        try {
            logIn = server.logIn();
        } catch (CommandFailure e) {
            LOG.warn("The password of before is used. {}", e.getMessage());
        }
        return logIn;
    }

    private static Mqtt5SimpleAuth auth(MqttServer.LogIn logIn) {
        return Mqtt5SimpleAuth.builder()
                .username(logIn.user())
                .password(logIn.password())
                .build();
    }

    private void connected(MqttClientConnectedContext context) {
        boolean present = ((Mqtt5ClientConnectedContext) context).getConnAck().isSessionPresent();
        intake.connected(present);
        if (!present) {
            LOG.info(
                    "The MQTT server remembers nothing of '{}': what came before may be lost there.",
                    server.clientId());
        }
        subscribe();
    }

    private void subscribe() {
        List<Mqtt5Subscription> all = filters.stream()
                .map(filter -> Mqtt5Subscription.builder()
                        .topicFilter(filter)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        // Old states come once, and not with each connection.
                        .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                        .build())
                .toList();
        CompletableFuture<Mqtt5SubAck> asked = client.subscribeWith()
                .addSubscriptions(all)
                .send()
                .whenComplete((answer, problem) -> {
                    if (problem != null) {
                        trouble("It can't subscribe: " + MqttTrouble.sentence(problem));
                        SUBSCRIBE_AGAIN.execute(() -> {
                            if (client.getState().isConnected()) {
                                subscribe();
                            }
                        });
                        return;
                    }
                    if (answer.getReasonCodes().stream().anyMatch(MqttTrouble::isBelowQos1)) {
                        LOG.warn("The MQTT server grants QoS 0 alone: messages may be lost on the way.");
                    }
                    subscribed = true;
                    LOG.info("Listening to the MQTT server at {}:{}.", server.host(), server.port());
                });
        LOG.debug("Subscribing: {}", asked);
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        if (subscribed && !hangingUp.get()) {
            meters.connectionLost();
        }
        subscribed = false;
        intake.disconnected();
        if (closing) {
            return;
        }
        Mqtt5ClientReconnector reconnector = (Mqtt5ClientReconnector) context.getReconnector();
        if (hangingUp.getAndSet(false)) {
            trouble = "It was hung up until what is under way is dealt with.";
            reconnector.reconnectWhen(intake.calm(), (nothing, problem) -> {});
        } else {
            trouble(MqttTrouble.sentence(context.getCause()));
            reconnector.reconnect(true);
        }
        reconnector
                // It is done anew after each connection, here.
                .resubscribeIfSessionExpired(false)
                .connect(connect())
                .delay(delay(reconnector.getAttempts()).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void trouble(String sentence) {
        if (!sentence.equals(trouble)) {
            LOG.warn("The MQTT server at {}:{} is not listened to. {}", server.host(), server.port(), sentence);
        }
        trouble = sentence;
    }

    /** Twice as long each time; a random part of it, so that many clients of a server that restarts don't come at once. */
    private Duration delay(int attempts) {
        long most = Math.min(
                server.firstReconnect().toMillis() << Math.min(attempts, 16),
                server.longestReconnect().toMillis());
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    private void arrived(Mqtt5Publish publish) {
        if (!intake.arrived(new MqttArrival(publish, clock.instant())) && hangingUp.compareAndSet(false, true)) {
            LOG.info("More is under way than is held: the MQTT server keeps the rest until that is dealt with.");
            CompletableFuture<Void> ended = client.disconnect();
            LOG.debug("Hanging up: {}", ended);
        }
    }

    /** A message of the client. */
    private record MqttArrival(Mqtt5Publish publish, DeviceMessage message) implements Arrival {

        MqttArrival(Mqtt5Publish publish, Instant receivedAt) {
            this(
                    publish,
                    new DeviceMessage(
                            publish.getTopic().toString(),
                            publish.getPayloadAsBytes(),
                            publish.isRetain(),
                            Instant.ofEpochMilli(receivedAt.toEpochMilli())));
        }

        @Override
        public boolean isAwaited() {
            return publish.getQos() != MqttQos.AT_MOST_ONCE;
        }

        @Override
        public void acknowledge() {
            publish.acknowledge();
        }

        /**
         * The client keeps an order of acknowledgements, and counts what is not acknowledged, beyond the end of a connection:
         * unless it is told, what comes again is too much, and it hangs up. It sends no acknowledgement to a later connection.
         */
        @Override
        public void release() {
            publish.acknowledge();
        }
    }

    /** Hangs up. The server keeps the session, and what comes for it. */
    @Override
    public void close() {
        closing = true;
        try {
            client.disconnect().get(3, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The connection was gone already.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
