package org.amurwatch.consumer.endpoint;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One mailbox, and the server that takes mail for it.
 *
 * @param host of the SMTP server; its certificate must be for this name
 * @param port of the SMTP server
 * @param implicitTls whether TLS begins with the connection; else it is asked for by STARTTLS, and nothing is sent without
 * @param logIn with whom to log in; empty: nobody logs in
 * @param from whom messages come from
 * @param to the mailbox
 * @param caFile certificates (PEM) that the server's is trusted by; empty: those that Java trusts
 */
public record MailDestination(
        String host,
        int port,
        boolean implicitTls,
        Optional<LogIn> logIn,
        String from,
        String to,
        Optional<Path> caFile)
        implements Destination {

    public static final String CHANNEL = "mail";

    private static final int STARTTLS_PORT = 587;
    private static final int TLS_PORT = 465;

    static MailDestination read(EndpointFields fields) {
        boolean implicit = fields.oneOf("tls", List.of("starttls", "implicit")).equals("implicit");
        return new MailDestination(
                fields.host("host"),
                fields.whole("port", implicit ? TLS_PORT : STARTTLS_PORT, 1, 65_535),
                implicit,
                fields.logIn(),
                mailbox("from", fields.text("from")),
                mailbox("to", fields.text("to")),
                fields.optionalFile("caFile"));
    }

    private static String mailbox(String field, String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            if (address.getAddress().equals(text)
                    && text.indexOf('@') > 0
                    && text.chars().allMatch(c -> c > ' ' && c < 127)) {
                return text;
            }
        } catch (AddressException e) {
            // Told below, without the address.
        }
        throw new IllegalArgumentException("Its '" + field
                + "' is no address of a mailbox: expected name@example.org, without a display name; each recipient is an"
                + " endpoint of its own.");
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public String toString() {
        return CHANNEL;
    }
}
