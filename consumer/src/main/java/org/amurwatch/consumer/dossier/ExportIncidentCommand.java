package org.amurwatch.consumer.dossier;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Incident;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.SigningOptions;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.cli.Version;
import org.amurwatch.consumer.audit.ExportAudit;
import org.amurwatch.consumer.read.WaitOptions;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.media.MediaSettings;
import org.amurwatch.media.MediaStore;
import org.amurwatch.security.Party;
import org.amurwatch.signature.SigningKey;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code incidents export ID}: all that is known of one incident, as a signed file. */
@Command(
        name = "export",
        description = "Writes all that is known of one incident to a signed zip, for a court: originals with their"
                + " hashes, evidence, decisions, answers, pictures, and who saw it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It holds exact places. That you export it is written to the audit first.",
            "Example: ./amurwatch incidents export leopard-land/3f2a... --to case.zip --by investigator"
        })
public final class ExportIncidentCommand implements Callable<Integer>, Subcommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Mixin
    private SigningOptions signing;

    @Parameters(paramLabel = "ID", description = "Its id, as 'incidents' lists it.")
    private String id;

    @Option(names = "--to", required = true, paramLabel = "FILE.zip", description = "The file that is made.")
    private Path file;

    @Option(
            names = "--by",
            required = true,
            paramLabel = "ROLE",
            description = "Your role or pseudonym: it stands in the audit and in the file.")
    private String by;

    @Option(
            names = "--with-private-details",
            description = "With names and free text of the reports; without it they are left out.")
    private boolean withPrivate;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public String parent() {
        return "incidents";
    }

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        if (by.isBlank()) {
            throw CommandFailure.usage("--by is who you are: expected a role or a pseudonym.");
        }
        checkTarget();
        SigningKey key = signing.key();
        Connection connected = connection.connect(Party.OPERATOR);
        waiting.awaitIncidents(connected, spec.commandLine().getErr());
        KafkaRecords records = new KafkaRecords(connected);
        DossierTopics topics = new DossierTopics(records);
        Map<String, Incident> incidents = topics.incidents();
        Incident incident = incidents.get(id);
        if (incident == null) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "There is no incident '" + id + "': './amurwatch incidents --all' lists those there are.");
        }
        try (ExportAudit audit = new ExportAudit(connected, clock)) {
            audit.write(by, id);
        }
        Dossier dossier = topics.of(incident, DossierTopics.mergedInto(id, incidents), withPrivate);
        ExportFacts facts = new ExportFacts(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                by,
                new Version().number(),
                withPrivate,
                records.unreadable());
        List<Picture> pictures = Picture.of(
                dossier, new MediaStore(connection.read(MediaSettings.class).mediaFolder()));
        write(new DossierFile(dossier, pictures, facts, schema -> schema(connected, schema)), key);
        new Output(spec.commandLine().getOut(), format).object(summary(dossier, pictures, key));
        return ExitCode.DONE;
    }

    private void checkTarget() {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            throw exists();
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw CommandFailure.usage("There is no folder " + folder + " to write " + file + " to.");
        }
    }

    private CommandFailure exists() {
        return CommandFailure.usage(file + " is there already, and stays as it is: name another file.");
    }

    private void write(DossierFile dossier, SigningKey key) {
        try {
            dossier.writeTo(file, key);
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " can't be written: " + e.getMessage(), e);
        }
    }

    private static String schema(Connection connection, int schemaId) {
        try {
            return connection.registry().client().getSchemaById(schemaId).canonicalString();
        } catch (IOException e) {
            throw new UncheckedIOException("The schema registry does not answer.", e);
        } catch (RestClientException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The schema registry does not know schema " + schemaId + ": " + e.getMessage(), e);
        }
    }

    private Map<String, @Nullable Object> summary(Dossier dossier, List<Picture> pictures, SigningKey key) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("incidentId", id);
        summary.put("file", file.toString());
        summary.put("originals", dossier.originals().size());
        summary.put(
                "originalsThatDiffer",
                dossier.originals().stream()
                        .filter(one -> one.integrity() == StoredRecord.Integrity.DIFFERS)
                        .count());
        summary.put(
                "originalsWithoutHash",
                dossier.originals().stream()
                        .filter(one -> one.integrity() == StoredRecord.Integrity.NOT_TAKEN)
                        .count());
        summary.put(
                "pictures", pictures.stream().filter(one -> one.file() != null).count());
        summary.put(
                "picturesMissing",
                pictures.stream().filter(one -> one.file() == null).count());
        summary.put("fingerprint", key.publicKey().fingerprint());
        return summary;
    }
}
