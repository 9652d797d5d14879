package org.amurwatch.consumer.channel.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.EndpointAddresses;
import org.amurwatch.consumer.endpoint.LogIn;
import org.amurwatch.consumer.endpoint.MqttDestination;
import org.amurwatch.security.TrustedCertificates;

/**
 * One connection to an MQTT server, made to an address that was checked. It can be cut from another thread.
 *
 * <p>All connections of an endpoint have one client identifier. The server drops an earlier one when a later comes, with what
 * may still be on its way there: so a state that was sent long ago never takes the place of a later one.
 */
public final class MqttConnection {

    private final MqttDestination destination;
    private final EndpointAddresses addresses;
    private final Duration connectTimeout;
    private final Duration deadline;
    // Its own: to shut it down closes the socket, whatever the client is waiting for.
    private final NioEventLoopGroup network = new NioEventLoopGroup(1, new DefaultThreadFactory("dispatch-mqtt", true));
    private boolean cut;

    public MqttConnection(
            MqttDestination destination, EndpointAddresses addresses, Duration connectTimeout, Duration deadline) {
        this.destination = destination;
        this.addresses = addresses;
        this.connectTimeout = connectTimeout;
        this.deadline = deadline;
    }

    /**
     * Publishes messages one behind the other, and waits until the server has acknowledged all of them; RETRY if nobody is
     * subscribed to any.
     */
    Answer send(List<Mqtt5Publish> messages) throws IOException, InterruptedException {
        return send(messages, true);
    }

    /**
     * Publishes messages one behind the other, and waits until the server has acknowledged all of them.
     *
     * @param heard whether somebody must be subscribed to one of them; else it is enough that the server keeps them
     */
    public Answer send(List<Mqtt5Publish> messages, boolean heard) throws IOException, InterruptedException {
        InetAddress found = addresses.resolve(destination.host())[0];
        if (!destination.tls() && destination.logIn().isPresent() && !EndpointAddresses.isPrivate(found)) {
            return Answer.of(
                    DeliveryOutcome.FAILED,
                    "The endpoint's host has a public address: without TLS no password is sent there.");
        }
        Mqtt5AsyncClient client = client(found);
        try {
            return published(client, messages, heard);
        } catch (ExecutionException e) {
            return MqttMeaning.of(e.getCause() == null ? e : e.getCause());
        } finally {
            CompletableFuture<Void> nobodyWaits = client.disconnect();
        }
    }

    private Answer published(Mqtt5AsyncClient client, List<Mqtt5Publish> messages, boolean mustBeHeard)
            throws ExecutionException, InterruptedException {
        if (MqttMeaning.lacksWhatIsNeeded(connect(client).get().getRestrictions())) {
            return Answer.of(
                    DeliveryOutcome.FAILED,
                    "The MQTT server allows no QoS 1, or keeps no retained messages: both are needed.");
        }
        List<CompletableFuture<Mqtt5PublishResult>> sent = new ArrayList<>();
        for (Mqtt5Publish message : messages) {
            sent.add(client.publish(message));
        }
        boolean heard = !mustBeHeard;
        for (CompletableFuture<Mqtt5PublishResult> one : sent) {
            Mqtt5PublishResult result = one.get();
            if (result.getError().isPresent()) {
                return MqttMeaning.of(result.getError().get());
            }
            heard |= MqttMeaning.isHeard(result);
        }
        return heard
                ? Answer.delivered(null)
                : Answer.of(
                        DeliveryOutcome.RETRY,
                        "The MQTT server took the message, and nobody is subscribed to it there.");
    }

    /** Not once it is cut: the client would wait for a network that is no more, and keep what it has for it. */
    private synchronized CompletableFuture<Mqtt5ConnAck> connect(Mqtt5AsyncClient client) {
        return cut
                ? CompletableFuture.failedFuture(new IOException("It was cut before it was made."))
                : client.connect();
    }

    /** Hangs up, in whatever state the connection is. */
    public synchronized void cut() {
        cut = true;
        network.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    }

    private Mqtt5AsyncClient client(InetAddress found) throws IOException {
        // Under the configured name: the server's identity is checked by it.
        InetAddress address = InetAddress.getByAddress(destination.host(), found.getAddress());
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(destination.clientId())
                .transportConfig(transport(new InetSocketAddress(address, destination.port())))
                .executorConfig(MqttClientExecutorConfig.builder()
                        .nettyExecutor(network)
                        .nettyThreads(1)
                        .build())
                .simpleAuth(destination.logIn().map(MqttConnection::auth).orElse(null))
                .buildAsync();
    }

    private static Mqtt5SimpleAuth auth(LogIn logIn) {
        return Mqtt5SimpleAuth.builder()
                .username(logIn.user())
                .password(logIn.password().reveal().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private MqttClientTransportConfig transport(InetSocketAddress server) throws IOException {
        // The whole attempt has a deadline; those of its parts come after it.
        long later = deadline.toMillis() + 1_000;
        return MqttClientTransportConfig.builder()
                .serverAddress(server)
                .sslConfig(destination.tls() ? tls(later) : null)
                .socketConnectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(later, TimeUnit.MILLISECONDS)
                .build();
    }

    private MqttClientSslConfig tls(long handshakeMillis) throws IOException {
        return MqttClientSslConfig.builder()
                .trustManagerFactory(
                        destination.caFile().isPresent()
                                ? TrustedCertificates.of(destination.caFile().get())
                                : null)
                .handshakeTimeout(handshakeMillis, TimeUnit.MILLISECONDS)
                .build();
    }
}
