package org.amurwatch.producer.confidential;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.ConfidentialReport;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.confidential.ConfidentialIntake.Taken;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code confidential}: what informants tell. */
@Command(
        name = "confidential",
        description = {
            "What informants tell: sealed for their handler, and an event of it that points at nobody.",
            "docs/confidential.md says how to work with it."
        },
        mixinStandardHelpOptions = true,
        subcommands = KeyCommand.class,
        footer = {
            "",
            "Examples:",
            "  ./amurwatch confidential key create --out handler.key",
            "  ./amurwatch confidential report - --handler-key handler.pub     (type or paste the form, then Ctrl-D)",
            "  ./amurwatch confidential show CODE --key handler.key"
        })
public final class ConfidentialCommand {

    private final ConfidentialSystem system;
    private final InputStream in;

    @Spec
    private CommandSpec spec;

    public ConfidentialCommand() {
        this(ConfidentialSystem.live(), System.in);
    }

    ConfidentialCommand(ConfidentialSystem system, InputStream in) {
        this.system = system;
        this.in = in;
    }

    @Command(
            name = "report",
            description = {
                "Takes in what an informant told: seals it for the handler, and publishes an event with its place widened to"
                        + " a cell of 2 km and its time to half a day.",
                "The form is YAML: kind, informant (a code), latitude, longitude, at; and if you like name, number, text,"
                        + " uncertaintyMetres, count, urgent. It is read from a file or from standard input, since every user"
                        + " of a machine may read its command lines."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch confidential report - --handler-key handler.pub"})
    int report(
            @Parameters(paramLabel = "FORM", description = "The form's file; '-' reads standard input.") String form,
            @Option(
                            names = "--handler-key",
                            paramLabel = "FILE",
                            description =
                                    "The handler's public key (default: setting amurwatch.confidential.handler-key).")
                    @Nullable
                    Path handlerKey,
            @Option(names = "--purpose", description = "${COMPLETION-CANDIDATES} (default: that of the system).")
                    @Nullable
                    Purpose purpose,
            @Mixin ConnectionOptions options,
            @Mixin OutputOption output) {
        ECKey handler = HandlerKeyFile.readPublic(handlerKey == null ? settled(options) : handlerKey);
        Instant now = Instant.ofEpochMilli(system.clock().millis());
        ReportForm told = ReportForm.parse(text(form), now);
        Connection connected = options.connect(Party.PRODUCER);
        ConfidentialIntake intake =
                new ConfidentialIntake(handler, purpose == null ? connected.purpose() : purpose, now, system.codes());
        Taken taken = intake.take(told, system.territories().apply(connected));
        try (LiveSink sink = system.sinks().apply(connected, system.clock())) {
            // Sealed first: an event that nobody can ask back about is worth less than one that comes a second time.
            sink.accept(Topics.CONFIDENTIAL_REPORTS, taken.code(), new ConfidentialReport(taken.sealed()));
            publish(sink, taken);
        }
        if (!taken.widened().staysInItsTerritory()) {
            say(
                    "The middle of the cell lies in another territory than the place itself, or in none: teams of that one are"
                            + " told. Say it to the duty officer, if that matters.");
        }
        output.of(spec).object(row(taken));
        return ExitCode.DONE;
    }

    private static void publish(LiveSink sink, Taken taken) {
        try {
            sink.accept(
                    Topics.POACHING_ALERTS,
                    EventKey.of(taken.alert().getProvenance()).toString(),
                    taken.alert());
        } catch (CommandFailure e) {
            throw new CommandFailure(
                    e.exitCode(),
                    "The sealed report " + taken.code() + " is kept, its event may not be published: " + e.getMessage()
                            + " Then erase that report, and send the form again.",
                    e);
        }
    }

    private static Map<String, @Nullable Object> row(Taken taken) {
        PoachingAlert alert = taken.alert();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("report", taken.code());
        shown.put("event", EventKey.of(alert.getProvenance()).toString());
        shown.put("kind", alert.getKind().name());
        shown.put("purpose", alert.getPurpose().name());
        shown.put("observedAt", alert.getObservedAt().toString());
        shown.put("observedUntil", String.valueOf(alert.getObservedUntil()));
        shown.put("latitude", alert.getPosition().getLatitude());
        shown.put("longitude", alert.getPosition().getLongitude());
        shown.put("uncertaintyMetres", alert.getPosition().getUncertaintyMetres());
        return shown;
    }

    @Command(
            name = "list",
            description = "Lists the sealed reports: code, when it was taken in, and which key opens it.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ConnectionOptions options, @Mixin OutputOption output) {
        List<Map<String, String>> rows = reports(options).all().stream()
                .map(kept -> Map.of(
                        "report",
                        kept.code(),
                        "receivedAt",
                        kept.receivedAt().toString(),
                        "key",
                        SealedReport.keyId(kept.sealed())))
                .toList();
        output.of(spec).rows(List.of("report", "receivedAt", "key"), rows);
        return ExitCode.DONE;
    }

    @Command(
            name = "show",
            description = {
                "Shows a report, opened with the handler's private key.",
                "Without --key it prints the report as it is sealed, for 'confidential open' on the handler's own computer."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples: ./amurwatch confidential show CODE --key handler.key",
                "          ./amurwatch confidential show CODE > sealed.jwe"
            })
    int show(
            @Parameters(paramLabel = "CODE", description = "Code of the report.") String code,
            @Mixin HandlerKeyOptions key,
            @Mixin ConnectionOptions options,
            @Mixin OutputOption output) {
        String sealed =
                reports(options).find(code).orElseThrow(() -> unknown(code)).sealed();
        if (!key.isGiven()) {
            spec.commandLine().getOut().println(sealed);
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
        Statement statement = SealedReport.open(sealed, key.read());
        if (!statement.report().equals(code)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Under the code " + code + " stands another report, " + statement.report()
                            + ": somebody has put it there. Ask whoever runs the system.");
        }
        output.of(spec).object(row(statement));
        return ExitCode.DONE;
    }

    @Command(
            name = "open",
            description = "Opens a sealed report that 'confidential show' printed. Asks no broker.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch confidential open sealed.jwe --key handler.key"})
    int open(
            @Parameters(paramLabel = "FILE", description = "The sealed report; '-' reads standard input.") String file,
            @Mixin HandlerKeyOptions key,
            @Mixin OutputOption output) {
        output.of(spec).object(row(SealedReport.open(text(file), key.read())));
        return ExitCode.DONE;
    }

    private static Map<String, @Nullable Object> row(Statement statement) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("report", statement.report());
        shown.put("event", statement.event());
        shown.put("informant", statement.informant());
        shown.put("name", statement.name());
        shown.put("number", statement.number());
        shown.put("text", statement.text());
        shown.put("kind", statement.kind());
        // As text: a table would round them.
        shown.put("latitude", Double.toString(statement.latitude()));
        shown.put("longitude", Double.toString(statement.longitude()));
        shown.put("uncertaintyMetres", statement.uncertaintyMetres());
        shown.put("observedAt", statement.observedAt());
        shown.put("receivedAt", statement.receivedAt());
        return shown;
    }

    @Command(
            name = "erase",
            description =
                    "Erases a sealed report: from now on nobody can read it. The event that was made of it stays.",
            mixinStandardHelpOptions = true)
    int erase(
            @Parameters(paramLabel = "CODE", description = "Code of the report.") String code,
            @Mixin ConnectionOptions options) {
        ConfidentialReports reports = reports(options);
        reports.erase(reports.find(code).orElseThrow(() -> unknown(code)).code());
        say("Erased " + code
                + ". Its bytes leave the disks when the brokers compact the topic: a day from now, once another"
                + " report has come in. They stay in backups that were made before.");
        return ExitCode.DONE;
    }

    private static CommandFailure unknown(String code) {
        return new CommandFailure(
                ExitCode.FAILED, "There is no report " + code + ": 'confidential list' names all that are kept.");
    }

    private ConfidentialReports reports(ConnectionOptions options) {
        return system.reports().apply(options.connect(Party.HANDLER));
    }

    private static Path settled(ConnectionOptions options) {
        return options.read(ConfidentialSettings.class)
                .handlerKey()
                .map(Path::of)
                .orElseThrow(
                        () -> CommandFailure.usage(
                                "For whom is it? Name the handler's public key: --handler-key FILE,"
                                        + " or setting amurwatch.confidential.handler-key. 'confidential key create' makes one."));
    }

    private String text(String file) {
        try (InputStream from = file.equals("-") ? in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = from.readNBytes(ReportForm.BYTES_AT_MOST + 1);
            if (bytes.length > ReportForm.BYTES_AT_MOST) {
                throw CommandFailure.usage(file + " is longer than " + ReportForm.BYTES_AT_MOST + " bytes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read " + file + ": " + e.getMessage());
        }
    }

    private void say(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(sentence);
        err.flush();
    }
}
