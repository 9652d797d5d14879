package org.amurwatch.consumer.dispatch;

import java.net.URI;
import java.util.List;

/**
 * Where alerts are posted to.
 *
 * @param name what teams call it by
 * @param url its address; in no receipt, log or metric, since whoever knows it may be able to write to a team
 * @param secrets what messages are signed with: the current secret, then, while it rotates, the previous one
 * @param exercise whether exercises may be sent to it
 * @param privateNetwork whether it may be on this machine or in a private network
 */
public record Endpoint(String name, URI url, List<WebhookSecret> secrets, boolean exercise, boolean privateNetwork) {

    public Endpoint {
        secrets = List.copyOf(secrets);
    }

    /** Whether messages travel unencrypted over a network. */
    public boolean isPlainOverNetwork() {
        String host = url.getHost();
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
        return "http".equalsIgnoreCase(url.getScheme()) && !loopback;
    }

    @Override
    public String toString() {
        return "endpoint " + name;
    }
}
