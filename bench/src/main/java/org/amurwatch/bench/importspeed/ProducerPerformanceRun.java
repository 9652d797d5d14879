package org.amurwatch.bench.importspeed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;

/** Kafka's own {@code kafka-producer-perf-test}, unchanged, in a process of its own. */
final class ProducerPerformanceRun {

    private static final Pattern RATE = Pattern.compile("(\\d+) records sent, ([0-9.]+) records/sec");

    private final Path settings;
    private final List<String> command;
    private final int records;

    ProducerPerformanceRun(Connection connection, String topic, Path folder, int records, int recordBytes)
            throws IOException {
        this.settings = folder.resolve("producer.properties");
        this.records = records;
        Properties properties = new Properties();
        connection.clientSettings().forEach((name, value) -> properties.setProperty(name, String.valueOf(value)));
        try (OutputStream out = Files.newOutputStream(settings)) {
            properties.store(out, null);
        }
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topic,
                "--num-records",
                Integer.toString(records),
                "--record-size",
                Integer.toString(recordBytes),
                "--throughput",
                "-1",
                "--command-config",
                settings.toString());
    }

    /** Its own figure, over the whole run. */
    double recordsPerSecond() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (var out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        process.waitFor();
        double rate = 0;
        Matcher lines = RATE.matcher(said);
        while (lines.find()) {
            // Lines in between tell of a few seconds each; the last one of all records.
            rate = Integer.parseInt(lines.group(1)) == records ? Double.parseDouble(lines.group(2)) : rate;
        }
        if (rate == 0) {
            throw new CommandFailure(
                    ExitCode.FAILED, "Kafka's ProducerPerformance did not tell its rate; it said: " + said.strip());
        }
        return rate;
    }
}
