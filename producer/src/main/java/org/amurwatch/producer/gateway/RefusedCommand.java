package org.amurwatch.producer.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gateway refused}: what the centre refused, to be looked at, mended, and sent again. */
@Command(
        name = "refused",
        description =
                "Events that the centre refused: lists them, sends them again after they were mended, or deletes them.",
        mixinStandardHelpOptions = true,
        subcommands = {RefusedCommand.Listing.class, RefusedCommand.Send.class, RefusedCommand.Delete.class},
        footer = {
            "",
            "Examples:",
            "  ./amurwatch gateway refused list",
            "  ./amurwatch gateway refused send SIGHTING-north-cameras.ndjson"
        })
final class RefusedCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, send or delete.");
    }

    /** What all of them share. */
    abstract static class OfFolder implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                description = "The gateway's folder (default: setting amurwatch.gateway.folder).")
        private @Nullable Path folder;

        final GatewaySettings settings() {
            return Settings.read(
                    GatewaySettings.class,
                    folder == null ? Map.of() : Map.of("amurwatch.gateway.folder", folder.toString()));
        }

        final CommandSpec spec() {
            return spec;
        }

        final void say(String sentence) {
            spec.commandLine().getErr().println(sentence);
            spec.commandLine().getErr().flush();
        }

        static CommandFailure failure(Path folder, IOException problem) {
            return new CommandFailure(
                    ExitCode.FAILED, "The folder " + folder + " can't be used: " + problem.getMessage(), problem);
        }
    }

    /** {@code gateway refused list}. */
    @Command(
            name = "list",
            description = "Lists refused events, each with the centre's answer; a running gateway is not disturbed.",
            mixinStandardHelpOptions = true)
    static final class Listing extends OfFolder {

        @Option(
                names = "--output",
                defaultValue = "table",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        private OutputFormat format;

        @Override
        public Integer call() {
            Path folder = GatewayFolder.refused(settings().folder());
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            try {
                for (Path file : RefusedFolder.files(folder)) {
                    addRows(file, rows);
                }
            } catch (IOException e) {
                throw failure(folder, e);
            }
            new Output(spec().commandLine().getOut(), format)
                    .rows(List.of("file", "line", "receivedAt", "source", "id", "status", "answer"), rows);
            return ExitCode.DONE;
        }

        private static void addRows(Path file, List<Map<String, @Nullable Object>> rows) throws IOException {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (!line.isBlank()) {
                        rows.add(row(String.valueOf(file.getFileName()), number, line));
                    }
                }
            }
        }

        private static Map<String, @Nullable Object> row(String file, int number, String line) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("file", file);
            row.put("line", number);
            try {
                RefusedEvent event = RefusedEvent.parse(line);
                row.put("receivedAt", event.receivedAt().toString());
                row.put("source", event.source());
                row.put("id", event.event().path("id").asText(null));
                row.put("status", event.status());
                row.put("answer", event.answer());
            } catch (IllegalArgumentException e) {
                row.put("answer", "Can't be read: " + e.getMessage());
            }
            return row;
        }
    }

    /** {@code gateway refused send}. */
    @Command(
            name = "send",
            description = {
                "Puts refused events back among those that wait to be sent, in their order, and deletes their file once all"
                        + " of it is there.",
                "While the gateway runs it does nothing: stop the gateway, mend the files, send them, and start it."
            },
            mixinStandardHelpOptions = true)
    static final class Send extends OfFolder {

        @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files as 'list' names them (default: all).")
        private List<String> files = List.of();

        @Override
        public Integer call() {
            GatewaySettings settings = settings();
            Path folder = GatewayFolder.refused(settings.folder());
            try (RefusedAgain again = new RefusedAgain(settings)) {
                List<Path> chosen = files.isEmpty() ? RefusedFolder.files(folder) : again.files(files);
                int events = again.send(chosen);
                say(
                        events == 0
                                ? "There are no refused events in " + folder + "."
                                : events + " events are put back. The gateway sends them when it runs.");
            } catch (IOException e) {
                throw failure(folder, e);
            }
            return ExitCode.DONE;
        }
    }

    /** {@code gateway refused delete}. */
    @Command(
            name = "delete",
            description = "Deletes files of refused events for good. While the gateway runs it does nothing.",
            mixinStandardHelpOptions = true)
    static final class Delete extends OfFolder {

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files as 'list' names them.")
        private List<String> files = List.of();

        @Override
        public Integer call() {
            GatewaySettings settings = settings();
            try (RefusedAgain again = new RefusedAgain(settings)) {
                List<Path> chosen = again.files(files);
                for (Path file : chosen) {
                    Files.delete(file);
                }
                say(chosen.size() + " files are deleted.");
            } catch (IOException e) {
                throw failure(settings.folder(), e);
            }
            return ExitCode.DONE;
        }
    }
}
