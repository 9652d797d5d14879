package org.amurwatch.consumer.feed;

import java.net.URI;

/**
 * As whom the feeds speak.
 *
 * @param base where readers reach us, such as {@code https://feeds.example.org}: links in the feeds begin so
 * @param address who sends, in words of CAP: an address of this system such as {@code amurwatch@example.org}
 * @param name what readers call the sender
 */
public record FeedSender(URI base, String address, String name) {

    /** @throws IllegalArgumentException if it can't stand in a feed */
    public FeedSender {
        String scheme = base.getScheme();
        if (!("https".equals(scheme) || "http".equals(scheme)) || base.getHost() == null) {
            throw new IllegalArgumentException(
                    "The feeds' public address is '" + base + "': expected one such as https://feeds.example.org.");
        }
        if (!address.matches("[^\\s,<>&\"']+")) {
            throw new IllegalArgumentException("The sender of feeds is '" + address
                    + "': expected one such as amurwatch@example.org, without spaces, commas, quotes, <, > and &.");
        }
    }

    /** The address of a path below {@code /feeds}. */
    String link(String path) {
        return base.toString().replaceFirst("/+$", "") + "/feeds/" + path;
    }
}
