package org.amurwatch.producer.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.gateway.log.GatewayLog;

/**
 * Puts refused events back into a gateway's log, from which they are sent as those that came then: by their time and in their
 * order. Has the log to itself, so that no gateway runs meanwhile.
 */
final class RefusedAgain implements AutoCloseable {

    private static final int MOST_FAULTS = 20;
    /** Of events that are handed over before their answers are awaited. */
    private static final int GROUP_BYTES = 1 << 20;

    private final Path folder;
    private final GatewayLog log;

    /** @throws CommandFailure if a gateway runs, or its folder can't be used */
    RefusedAgain(GatewaySettings settings) {
        this.folder = GatewayFolder.refused(settings.folder());
        if (!Files.isDirectory(settings.folder())) {
            throw CommandFailure.usage("There is no gateway's folder " + settings.folder()
                    + ": --folder or setting amurwatch.gateway.folder names it.");
        }
        this.log = GatewayFolder.log(settings);
    }

    /** @throws CommandFailure if one is no file of the folder */
    List<Path> files(List<String> names) throws IOException {
        List<Path> there = RefusedFolder.files(folder);
        List<Path> chosen = names.stream().distinct().map(folder::resolve).toList();
        for (Path file : chosen) {
            if (!there.contains(file)) {
                throw CommandFailure.usage("There is no file " + file.getFileName() + " of refused events in " + folder
                        + ": 'gateway refused list' shows which there are.");
            }
        }
        return chosen;
    }

    /**
     * Puts back all events of some files, and deletes each file once all of it is in the log.
     *
     * @return how many events
     * @throws CommandFailure if a line can't be used: then nothing is put back; or if the log does not take one: then its file
     *     stays
     */
    int send(List<Path> files) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            read(file, (line, event) -> {}, faults);
        }
        if (!faults.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "Nothing is put back:\n" + String.join("\n", faults));
        }
        int events = 0;
        for (Path file : files) {
            Group group = new Group(file);
            read(file, group::add, faults);
            group.await();
            Files.delete(file);
            events += group.count;
        }
        return events;
    }

    private interface Taker {
        void take(int line, RefusedEvent event);
    }

    private static void read(Path file, Taker taker, List<String> faults) throws IOException {
        String name = String.valueOf(file.getFileName());
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null && faults.size() < MOST_FAULTS; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    try {
                        taker.take(number, RefusedEvent.parse(line));
                    } catch (IllegalArgumentException e) {
                        faults.add(name + ", line " + number + ": " + e.getMessage());
                    }
                }
            }
        } catch (CharacterCodingException e) {
            faults.add(name + ", near line " + number + ": this is no text in UTF-8.");
        }
    }

    /** Events that are on their way into the log. */
    private final class Group {

        private final Path file;
        private final List<CompletableFuture<Long>> answers = new ArrayList<>();
        private int bytes;
        private int count;
        private int lastLine;

        Group(Path file) {
            this.file = file;
        }

        void add(int line, RefusedEvent event) {
            byte[] payload = event.event().toString().getBytes(StandardCharsets.UTF_8);
            answers.add(log.append(event.kind(), event.source(), event.receipt(), payload));
            bytes += payload.length;
            lastLine = line;
            count++;
            if (bytes >= GROUP_BYTES) {
                await();
            }
        }

        void await() {
            try {
                CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                        .join();
            } catch (CompletionException e) {
                Throwable cause = e.getCause();
                throw new CommandFailure(
                        ExitCode.FAILED,
                        file.getFileName() + ", not later than line " + lastLine + ": the log does not take an event. "
                                + (cause == null ? e : cause).getMessage()
                                + " The file stays; what of it is in the log already may be put back again without harm.",
                        e);
            }
            answers.clear();
            bytes = 0;
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
