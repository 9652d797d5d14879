package org.amurwatch.consumer.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,256}");
    private static final int MOST_SECRETS = 2;

    /**
     * As the endpoints file names it.
     *
     * @param secretFile content of the file of secrets: one on a line, two while they rotate
     * @param textField null: {@code text}
     * @param senderField null: {@code from}
     * @throws IllegalArgumentException with a sentence that holds no secret
     */
    public static ReplySource of(
            String endpoint,
            String secretFile,
            List<String> senders,
            @Nullable String textField,
            @Nullable String senderField) {
        List<String> secrets = secretFile
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        boolean usable =
                secrets.stream().allMatch(secret -> SECRET.matcher(secret).matches());
        if (secrets.isEmpty() || secrets.size() > MOST_SECRETS || !usable) {
            throw new IllegalArgumentException(
                    "Its 'replySecretFile' can't be used: expected one line, or two while the"
                            + " secret rotates, of 16 to 256 letters, digits, '_' and '-'.");
        }
        if (senders.isEmpty() || senders.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("It has 'replySecretFile' and no 'replyFrom': expected a list of those"
                    + " who may answer, as the gateway names them (a telephone number, the id of a chat).");
        }
        return new ReplySource(
                endpoint,
                secrets,
                Set.copyOf(senders),
                textField == null ? "text" : textField,
                senderField == null ? "from" : senderField);
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
