package org.amurwatch.producer.gateway.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What tests of the log share. */
final class Logs {

    static final LogLimits ROOMY = new LogLimits(1L << 30, 1L << 20, 64 * 1024, 0);
    static final LogListener QUIET = new LogListener() {};
    static final ReceiptTime NOW = new ReceiptTime(1_700_000_000_000L, new UUID(1, 2), 3);

    private Logs() {}

    static GatewayLog open(Path folder) {
        return new GatewayLog(folder, ROOMY, Disk.LOCAL, QUIET);
    }

    static long append(GatewayLog log, LogKind kind, String text) {
        return log.append(kind, "cameras", NOW, text.getBytes(StandardCharsets.UTF_8))
                .join();
    }

    static String text(LogRecord record) {
        return new String(record.payload(), StandardCharsets.UTF_8);
    }

    /** Reads all that was not sent, and says that it was, lane by lane. */
    static List<LogRecord> send(GatewayLog log) throws IOException {
        List<LogRecord> all = new ArrayList<>();
        List<Lane> lanes = log.lanes().stream()
                .sorted(Comparator.comparing(Lane::kind).thenComparing(Lane::source))
                .toList();
        for (Lane lane : lanes) {
            for (Batch batch = lane.read(7, 1 << 20); batch != null; batch = lane.read(7, 1 << 20)) {
                all.addAll(batch.records());
                lane.acknowledge(batch, batch.records().size());
            }
        }
        return all;
    }

    static List<String> sendTexts(GatewayLog log) throws IOException {
        return send(log).stream().map(Logs::text).toList();
    }
}
