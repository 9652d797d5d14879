package org.amurwatch.producer.mqtt;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;

/**
 * What the operator says of the devices: the two files, and how to read messages by them.
 *
 * @param filters what to subscribe to
 * @param sources whose statements there may be
 * @param reader makes events of messages
 */
record Devices(Set<String> filters, Set<String> sources, MessageReader reader) {

    /**
     * Reads both files.
     *
     * @param longestPayload octets; longer payloads can't be used
     * @throws CommandFailure (exit code 2) with a sentence per fault in a file
     */
    static Devices read(
            Optional<Path> subscriptionsFile, Optional<Path> devicesFile, Purpose purpose, int longestPayload) {
        List<Subscription> subscriptions =
                SubscriptionsFile.read(subscriptionsFile.orElseThrow(() -> CommandFailure.usage(
                        "No subscriptions are given: setting amurwatch.mqtt.subscriptions-file names the file"
                                + " of them; docs/in-mqtt.md has an example.")));
        Map<String, Device> devices = devicesFile.map(DevicesFile::read).orElse(Map.of());
        Set<String> filters = subscriptions.stream()
                .map(subscription -> subscription.topic().filter())
                .collect(Collectors.toSet());
        Set<String> sources = subscriptions.stream()
                .flatMap(subscription -> subscription.statedSources().stream())
                .collect(Collectors.toSet());
        return new Devices(filters, sources, new MessageReader(subscriptions, devices, purpose, longestPayload));
    }
}
