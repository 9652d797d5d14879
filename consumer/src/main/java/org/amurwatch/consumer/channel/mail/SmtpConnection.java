package org.amurwatch.consumer.channel.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.amurwatch.consumer.channel.EndpointAddresses;
import org.amurwatch.consumer.endpoint.LogIn;
import org.amurwatch.consumer.endpoint.MailDestination;
import org.amurwatch.security.TrustedCertificates;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** One connection to a mail server, made to an address that was checked. It can be cut from another thread. */
final class SmtpConnection {

    private final MailDestination destination;
    private final EndpointAddresses addresses;
    private final Duration connectTimeout;
    private final Duration deadline;
    private volatile @Nullable Socket socket;
    private volatile boolean cut;

    SmtpConnection(
            MailDestination destination, EndpointAddresses addresses, Duration connectTimeout, Duration deadline) {
        this.destination = destination;
        this.addresses = addresses;
        this.connectTimeout = connectTimeout;
        this.deadline = deadline;
    }

    Session session() throws IOException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", destination.host());
        properties.put("mail.smtp.port", Integer.toString(destination.port()));
        properties.put("mail.smtp.localhost", "amurwatch.invalid");
        properties.put("mail.smtp.auth", Boolean.toString(destination.logIn().isPresent()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(!destination.implicitTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(!destination.implicitTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", factory());
        properties.put("mail.smtp.timeout", Long.toString(deadline.toMillis()));
        properties.put("mail.smtp.quitwait", "false");
        return Session.getInstance(properties, login());
    }

    private Authenticator login() {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        destination.logIn().map(LogIn::user).orElse(""),
                        destination
                                .logIn()
                                .map(logIn -> logIn.password().reveal())
                                .orElse(""));
            }
        };
    }

    /** Sends a message that {@link #session} is of. */
    void send(Message message) throws IOException, MessagingException {
        Session session = message.getSession();
        try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
            transport.connect(connected());
            transport.sendMessage(message, message.getAllRecipients());
        } finally {
            cut();
        }
    }

    /** Hangs up. */
    void cut() {
        cut = true;
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is of no more use either way.
            }
        }
    }

    private Socket connected() throws IOException {
        InetAddress found = addresses.resolve(destination.host())[0];
        // Under the configured name: the server's identity is checked by it, and not by what a reverse look-up says.
        InetAddress address = InetAddress.getByAddress(destination.host(), found.getAddress());
        Socket plain = new Socket();
        socket = plain;
        if (cut) {
            plain.close();
        }
        plain.setSoTimeout((int) deadline.toMillis());
        plain.connect(new InetSocketAddress(address, destination.port()), (int) connectTimeout.toMillis());
        if (!destination.implicitTls()) {
            return plain;
        }
        SSLSocket secure = (SSLSocket) factory().createSocket(plain, destination.host(), destination.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private SSLSocketFactory factory() throws IOException {
        if (destination.caFile().isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    null, TrustedCertificates.of(destination.caFile().get()).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new SSLException("No TLS can be made here.", e);
        }
    }
}
