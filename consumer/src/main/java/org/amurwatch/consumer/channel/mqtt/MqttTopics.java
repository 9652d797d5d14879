package org.amurwatch.consumer.channel.mqtt;

import java.nio.charset.StandardCharsets;
import org.amurwatch.avro.PatrolAlert;

/** The topics of an endpoint. */
final class MqttTopics {

    private MqttTopics() {}

    /** Where messages go, one after another. */
    static String messages(String topic) {
        return topic + "/message";
    }

    /**
     * Where the last word on one incident to one team stands: of more than that nobody here knows the order. What is said of
     * no incident has the alert's own id there.
     */
    static String state(String topic, PatrolAlert alert) {
        String subject = alert.getIncidentId() == null ? alert.getAlertId() : alert.getIncidentId();
        return topic + "/territory/" + level(alert.getTerritoryId()) + "/" + level(subject) + "/"
                + level(alert.getTeamId());
    }

    /** An id as one level of a topic: what would end it, or is a wildcard, is percent-encoded. */
    static String level(String id) {
        StringBuilder level = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '/' || c == '+' || c == '#' || c == '%' || Character.isISOControl(c)) {
                for (byte octet : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    level.append(String.format("%%%02X", octet & 0xff));
                }
            } else {
                level.append(c);
            }
        }
        return level.toString();
    }
}
