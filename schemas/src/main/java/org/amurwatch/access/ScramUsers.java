package org.amurwatch.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amurwatch.topic.BrokerAnswers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** The users of the brokers, who prove themselves by SCRAM-SHA-512. */
public final class ScramUsers {

    /** Kafka's least; RFC 5802 asks for 4096 and more. Our passwords are 256 random bits, which no number of guesses finds. */
    private static final int ITERATIONS = 4096;

    private final Admin admin;

    public ScramUsers(Admin admin) {
        this.admin = admin;
    }

    /**
     * Makes these users, or gives them these passwords. The brokers keep salted hashes. For nobody, nothing is asked of them: some
     * keep their users elsewhere.
     */
    public void set(Map<String, char[]> passwordsByUser) {
        if (passwordsByUser.isEmpty()) {
            return;
        }
        List<UserScramCredentialAlteration> alterations = new ArrayList<>();
        passwordsByUser.forEach((user, password) -> alterations.add(new UserScramCredentialUpsertion(
                user,
                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                new String(password).getBytes(StandardCharsets.UTF_8))));
        BrokerAnswers.await(admin.alterUserScramCredentials(alterations).all());
    }
}
