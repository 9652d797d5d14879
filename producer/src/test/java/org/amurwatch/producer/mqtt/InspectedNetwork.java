package org.amurwatch.producer.mqtt;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The network between a server and the way in. It reads the packets that pass, counts acknowledgements of messages that were
 * not dealt with yet, and can be cut.
 */
public final class InspectedNetwork implements AutoCloseable {

    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;

    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final int server;
    private final Predicate<String> dealtWith;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> tooEarly = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param dealtWith whether a message may be acknowledged, by its payload */
    public InspectedNetwork(int server, Predicate<String> dealtWith) throws IOException {
        this.server = server;
        this.dealtWith = dealtWith;
        run(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Breaks all connections; new ones are made all the same. */
    public void cut() throws IOException {
        for (Socket socket : List.copyOf(open)) {
            try (socket) {
                // As a network does that is gone: nobody says good-bye.
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // One side hung up before.
            }
        }
    }

    /** Payloads that were acknowledged. */
    public List<String> acknowledged() {
        return acknowledged;
    }

    /** Payloads that were acknowledged before they were dealt with. */
    public List<String> tooEarly() {
        return tooEarly;
    }

    int connections() {
        return connections.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            connections.incrementAndGet();
            try {
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                open.addAll(List.of(client, there));
                Map<Integer, String> unacknowledged = new ConcurrentHashMap<>();
                run(() -> pass(there, client, packet -> handedOver(packet, unacknowledged)));
                run(() -> pass(client, there, packet -> acknowledged(packet, unacknowledged)));
            } catch (IOException e) {
                client.close();
            }
        }
    }

    private interface Inspection {
        void packet(ByteBuffer packet);
    }

    /** Passes whole packets on, each after it was looked at. */
    private void pass(Socket from, Socket to, Inspection inspection) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            DataInputStream packets = new DataInputStream(in);
            while (true) {
                int type = packets.readUnsignedByte();
                List<Byte> header = new ArrayList<>(List.of((byte) type));
                int length = 0;
                int shift = 0;
                int digit;
                do {
                    digit = packets.readUnsignedByte();
                    header.add((byte) digit);
                    length |= (digit & 0x7f) << shift;
                    shift += 7;
                } while ((digit & 0x80) != 0);
                ByteBuffer packet = ByteBuffer.allocate(header.size() + length);
                header.forEach(packet::put);
                packets.readFully(packet.array(), header.size(), length);
                inspection.packet(packet);
                out.write(packet.array());
                out.flush();
            }
        } finally {
            open.removeAll(Set.of(from, to));
        }
    }

    private void handedOver(ByteBuffer packet, Map<Integer, String> unacknowledged) {
        int first = packet.get(0) & 0xff;
        if (first >> 4 == PUBLISH && (first & 0b110) != 0) {
            byte[] topic = new byte[packet.getShort() & 0xffff];
            packet.get(topic);
            int id = packet.getShort() & 0xffff;
            // Properties: as short as they are here, one octet says how long.
            packet.position(packet.get() + packet.position());
            unacknowledged.put(id, StandardCharsets.UTF_8.decode(packet.slice()).toString());
        }
    }

    private void acknowledged(ByteBuffer packet, Map<Integer, String> unacknowledged) {
        if ((packet.get(0) & 0xff) >> 4 == PUBACK) {
            String payload = unacknowledged.remove(packet.getShort() & 0xffff);
            if (payload == null || !dealtWith.test(payload)) {
                tooEarly.add(String.valueOf(payload));
            }
            acknowledged.add(String.valueOf(payload));
        }
    }

    private interface Loop {
        void run() throws IOException;
    }

    private static void run(Loop loop) {
        Thread thread = new Thread(() -> {
            try {
                loop.run();
            } catch (IOException e) {
                // One side hung up.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
