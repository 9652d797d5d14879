package org.amurwatch.local.secrets;

import java.util.Map;
import org.amurwatch.access.ScramUsers;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.security.Party;
import org.apache.kafka.clients.admin.Admin;

/** Tells Kafka's brokers, as the party that administers them. */
public final class KafkaPasswordChange implements PasswordChange {

    @Override
    public void tell(ConnectionOptions connection, Party party, char[] password) {
        try (Admin admin = connection.connect(Party.ADMIN).admin()) {
            new ScramUsers(admin).set(Map.of(party.principal(), password));
        }
    }
}
