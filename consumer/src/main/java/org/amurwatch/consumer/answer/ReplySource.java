package org.amurwatch.consumer.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/**
 * An endpoint from which people may write back, and how its gateway brings that.
 *
 * @param endpoint its name
 * @param secrets one of them must come with each reply: the current one, then, while it rotates, the previous one
 * @param senders whose replies are taken, as the gateway names them; numbers of phones in any writing
 * @param textField name of the field with the text; in JSON, dots lead into objects
 * @param senderField name of the field with the sender
 */
public record ReplySource(
        String endpoint, List<String> secrets, Set<String> senders, String textField, String senderField) {

    /** Where Telegram names the text, and the chat that it comes from. */
    public static final String TELEGRAM_TEXT = "message.text";

    public static final String TELEGRAM_SENDER = "message.chat.id";

    public ReplySource {
        secrets = List.copyOf(secrets);
        senders = Set.copyOf(senders);
    }

    /** Whether this is one of the secrets; takes as long whichever it was. */
    boolean knows(String secret) {
        boolean known = false;
        for (String one : secrets) {
            known |= MessageDigest.isEqual(
                    one.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
        }
        return known;
    }

    boolean isFrom(String sender) {
        return senders.stream().anyMatch(one -> plain(one).equals(plain(sender)));
    }

    /** Numbers are written with spaces, brackets and a plus or without; a name is taken as it is. */
    private static String plain(String sender) {
        String stripped = sender.strip();
        return stripped.matches("[+]?[0-9 ()./-]+") && !stripped.startsWith("-")
                ? stripped.replaceAll("[^0-9]", "")
                : stripped;
    }

    @Override
    public String toString() {
        return "replies of endpoint " + endpoint;
    }
}
