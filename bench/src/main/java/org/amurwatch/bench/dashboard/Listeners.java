package org.amurwatch.bench.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.bench.latency.Delays;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Pages that listen to the dashboard's stream of changes, each on a connection and a thread of its own. */
final class Listeners implements AutoCloseable {

    private static final String READY = "event: ready";
    private static final int READY_SECONDS = 30;

    private final Pattern event;
    private final Map<String, Long> sentAtMillis;
    private final Delays delays;
    private final AtomicInteger resynchronised = new AtomicInteger();
    private final List<InputStream> bodies = new ArrayList<>();
    private volatile boolean closed;

    /**
     * @param source of the events that are counted
     * @param sentAtMillis when each was published, by its id
     */
    Listeners(String source, Map<String, Long> sentAtMillis, Delays delays) {
        this.event = Pattern.compile("\"id\":\"" + Pattern.quote(source) + "/(\\d+)\"");
        this.sentAtMillis = sentAtMillis;
        this.delays = delays;
    }

    /** Opens so many, and waits until each is told of changes. */
    Listeners open(Browsers browsers, int clients) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(clients);
        for (int client = 0; client < clients; client++) {
            bodies.add(browsers.stream(client));
            String name = "page-" + client;
            InputStream body = bodies.get(client);
            Thread thread = new Thread(() -> listen(name, body, ready), name);
            thread.setDaemon(true);
            thread.start();
        }
        if (!ready.await(READY_SECONDS, TimeUnit.SECONDS)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    ready.getCount() + " of " + clients + " streams were not ready within " + READY_SECONDS + " s.");
        }
        return this;
    }

    private void listen(String name, InputStream body, CountDownLatch ready) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(READY)) {
                    ready.countDown();
                } else if (line.equals("event: resync")) {
                    resynchronised.incrementAndGet();
                } else if (line.startsWith("data:")) {
                    heard(name, line);
                }
            }
        } catch (IOException e) {
            // Closed by us, or dropped for being slow: then what is missing shows it.
        }
        if (!closed) {
            resynchronised.incrementAndGet();
        }
    }

    private void heard(String name, String line) {
        Matcher found = event.matcher(line);
        if (found.find()) {
            Long sent = sentAtMillis.get(found.group(1));
            if (sent != null) {
                delays.add(name + "/" + found.group(1), sent, System.currentTimeMillis());
            }
        }
    }

    /** How many would have had to fetch all anew: they ended or were told so. */
    int resynchronised() {
        return resynchronised.get();
    }

    @Override
    public void close() {
        closed = true;
        for (InputStream body : bodies) {
            try {
                body.close();
            } catch (IOException e) {
                // It is over either way.
            }
        }
    }
}
