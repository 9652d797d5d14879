package org.amurwatch.consumer.channel.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Offers STARTTLS before a mail server that has none, and keeps what came in the clear. */
final class StartTlsFront implements AutoCloseable {

    private final ServerSocket listening;
    private final SSLContext tls;
    private final int behind;
    private final List<String> clear = new CopyOnWriteArrayList<>();

    StartTlsFront(SSLContext tls, int behind) throws IOException {
        this.tls = tls;
        this.behind = behind;
        this.listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (!listening.isClosed()) {
                serve(listening.accept());
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The other side hung up.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        out.write("220 front ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            clear.add(line);
            boolean start = line.equals("STARTTLS");
            out.write((start ? "220 go\r\n" : "250-front\r\n250 STARTTLS\r\n").getBytes(StandardCharsets.US_ASCII));
            if (start) {
                secure(client);
                return;
            }
        }
    }

    private void secure(Socket client) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
        InputStream answers = server.getInputStream();
        while (answers.read() != '\n') {
            // Its greeting, which ours was before.
        }
        daemon(() -> answers.transferTo(secure.getOutputStream()));
        daemon(() -> secure.getInputStream().transferTo(server.getOutputStream()));
    }

    int port() {
        return listening.getLocalPort();
    }

    List<String> clear() {
        return clear;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
