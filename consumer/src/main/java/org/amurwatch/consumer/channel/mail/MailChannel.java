package org.amurwatch.consumer.channel.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Channel;
import org.amurwatch.consumer.channel.EndpointAddresses;
import org.amurwatch.consumer.channel.NetworkFailure;
import org.amurwatch.consumer.channel.TimedCall;
import org.amurwatch.consumer.channel.text.MessageTexts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.MailDestination;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** E-mail by SMTP, over TLS alone, to a server whose certificate is for its name. */
public final class MailChannel implements Channel<MailDestination> {

    private final MailMessage messages;
    private final TimedCall calls;
    private final Duration connectTimeout;
    private final Clock clock;

    public MailChannel(MessageTexts texts, Duration connectTimeout, Duration deadline, Clock clock) {
        this.messages = new MailMessage(texts);
        this.calls = new TimedCall(deadline);
        this.connectTimeout = connectTimeout;
        this.clock = clock;
    }

    @Override
    public Answer attempt(Endpoint endpoint, MailDestination destination, AlertDelivery delivery) {
        SmtpConnection connection = new SmtpConnection(
                destination,
                new EndpointAddresses(InetAddress::getAllByName, endpoint.privateNetwork()),
                connectTimeout,
                calls.deadline());
        return calls.answer(
                () -> send(connection, endpoint, destination, delivery), connection::cut, MailChannel::reason);
    }

    private Answer send(
            SmtpConnection connection, Endpoint endpoint, MailDestination destination, AlertDelivery delivery)
            throws IOException, MessagingException {
        Session session = connection.session();
        MimeMessage message = messages.of(session, endpoint, destination, delivery, clock.instant());
        try {
            connection.send(message);
            return Answer.delivered(null);
        } catch (MessagingException e) {
            int code = code(e);
            if (code < 400) {
                throw e;
            }
            return new Answer(
                    code < 500 ? DeliveryOutcome.RETRY : DeliveryOutcome.FAILED,
                    code,
                    "The mail server answered " + code
                            + (code < 500
                                    ? ": to be tried again."
                                    : ": it refuses the message, the mailbox or the log-in."),
                    null);
        }
    }

    /** The server's answer, wherever in the chain it stands; 0 where there is none. */
    private static int code(Throwable failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        if (failure instanceof SMTPSendFailedException send && send.getReturnCode() >= 400) {
            return send.getReturnCode();
        }
        if (failure instanceof AuthenticationFailedException denied) {
            String said = String.valueOf(denied.getMessage());
            return said.matches("(?s)[45]\\d\\d\\b.*") ? Integer.parseInt(said.substring(0, 3)) : 535;
        }
        Throwable next = failure instanceof MessagingException mail ? mail.getNextException() : null;
        return next == null ? 0 : code(next);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof MessagingException mail && mail.getNextException() != null) {
            cause = mail.getNextException();
        }
        return cause instanceof MessagingException
                ? "The mail server did not speak as expected: does it offer TLS, and the log-in, on this port?"
                : NetworkFailure.reason(cause);
    }

    @Override
    public void close() {
        calls.close();
    }
}
