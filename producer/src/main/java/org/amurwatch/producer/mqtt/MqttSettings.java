package org.amurwatch.producer.mqtt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The devices' MQTT server, and how to listen to it. */
@ConfigMapping(prefix = "amurwatch.mqtt")
public interface MqttSettings {

    /** Name or address of the server; with TLS its certificate must be for this name. */
    @WithDefault("127.0.0.1")
    String host();

    /** Else 8883 with TLS, and 1883 without. */
    Optional<Integer> port();

    /** Whether TLS begins with the connection. Without it, nothing is encrypted. */
    @WithDefault("true")
    boolean tls();

    /** Certificates (PEM) that the server's is trusted by, in place of those that Java trusts. */
    Optional<Path> caFile();

    /** With whom to log in; else nobody logs in. */
    Optional<String> user();

    /** File of that user's password, read again at each connection. */
    Optional<Path> passwordFile();

    /** By which the server knows this process: what comes while it is away is kept for this id. Of two under one it keeps the later. */
    @WithDefault("amurwatch-producer")
    String clientId();

    /** How long the server keeps what comes while this process is away. */
    @WithDefault("P7D")
    Duration sessionExpiry();

    /** Subscriptions: a YAML file. */
    Optional<Path> subscriptionsFile();

    /** Table of devices: a CSV or YAML file; for those that don't say where they are. */
    Optional<Path> devicesFile();

    /** Messages held at most; then it hangs up until they are dealt with, and the server keeps the rest. */
    @WithDefault("1000")
    int underWay();

    /** Octets of those at most. */
    @WithDefault("33554432")
    long bytesUnderWay();

    /** Octets of the largest message that the server may send; it throws larger ones away. */
    @WithDefault("262144")
    int largestMessage();

    /** Where messages are kept that no event can be made of. */
    @WithDefault(".amurwatch/mqtt-unused")
    Path unusedFolder();

    /** Octets of those at most; then the oldest are deleted. */
    @WithDefault("67108864")
    long unusedBytes();

    /** How long a message is tried again that Amur Watch refuses, before it is kept with those. An outage is waited out. */
    @WithDefault("PT30S")
    Duration giveUpAfter();

    /** Where health and metrics are served. */
    @WithDefault("127.0.0.1")
    String httpHost();

    /** Port of those; 0: any free one. */
    @WithDefault("8098")
    int httpPort();
}
