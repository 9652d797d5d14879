package org.amurwatch.producer.report;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.widening.Widened;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report KIND}: publishes one poaching alert, and says so once the brokers have it. */
@Command(
        name = "report",
        description = "Publishes one poaching alert.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./amurwatch report GUNSHOT --lat 43.1 --lon 131.4",
            "  ./amurwatch report SNARE --lat 43.1 --lon 131.4 --at 2026-01-17T16:18+10:00 --count 3 --note 'by the ford'"
        })
public final class ReportCommand implements Callable<Integer> {

    private static final int NOTE_AT_MOST = 10_000;

    private final BiFunction<Connection, Clock, ReportSink> sinks;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Function<Connection, List<Territory>> territories;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "What was observed: ${COMPLETION-CANDIDATES}.")
    private String kind;

    @Option(names = "--lat", required = true, paramLabel = "DEGREES", description = "Latitude, -90 to 90.")
    private double latitude;

    @Option(names = "--lon", required = true, paramLabel = "DEGREES", description = "Longitude, -180 to 180.")
    private double longitude;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it happened: ISO-8601 with an offset or a zone (default: now).")
    private @Nullable String at;

    @Option(
            names = "--source",
            defaultValue = "report",
            description =
                    "Name of the source, kept for good: a sensor, a post, an organisation, never a person; holds no '/' (default: ${DEFAULT-VALUE}).")
    private String source;

    @Option(
            names = "--id",
            description = "The source's id of the event: the same id again corrects it (default: a new one).")
    private @Nullable String id;

    @Option(names = "--note", description = "Free text; kept apart from the alert, so that it can be erased.")
    private @Nullable String note;

    @Option(names = "--count", description = "How many people, vehicles, snares or shots.")
    private @Nullable Integer count;

    @Option(
            names = "--uncertainty",
            paramLabel = "METRES",
            description = "Radius of the circle that surely holds the place.")
    private @Nullable Double uncertaintyMetres;

    @Option(
            names = "--widen",
            description =
                    "Widens the place to a cell of 2 km and the time to half a day before anything is sent: for what"
                            + " people tell on the telephone. An informant's report looks the same: docs/confidential.md.")
    private boolean widen;

    @Option(names = "--purpose", description = "${COMPLETION-CANDIDATES} (default: that of the system).")
    private @Nullable Purpose purpose;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    public ReportCommand() {
        this(KafkaReportSink::new, Clock.systemUTC(), () -> UUID.randomUUID().toString(), connection -> new TopicReader(
                        connection)
                .current(Topics.TERRITORIES));
    }

    /**
     * @param ids makes the ids of events that the user gives none
     * @param territories reads all of them
     */
    ReportCommand(
            BiFunction<Connection, Clock, ReportSink> sinks,
            Clock clock,
            Supplier<String> ids,
            Function<Connection, List<Territory>> territories) {
        this.sinks = sinks;
        this.clock = clock;
        this.ids = ids;
        this.territories = territories;
    }

    @Override
    public Integer call() {
        Connection connected = connection.connect(Party.PRODUCER);
        PoachingAlert alert = alert(connected);
        EventKey key = EventKey.of(alert.getProvenance());
        PrivateDetails details = note == null
                ? null
                : PrivateDetails.newBuilder()
                        .setEventKey(key.toString())
                        .setNote(note)
                        .build();
        try (ReportSink sink = sinks.apply(connected, clock)) {
            AcknowledgedRecord accepted = sink.accept(alert);
            print(alert, key, accepted);
            if (details != null) {
                accept(sink, details);
            }
        }
        return ExitCode.DONE;
    }

    /** The alert is out: the loss of its note is no failure of the alert. */
    private static void accept(ReportSink sink, PrivateDetails details) {
        try {
            sink.accept(details);
        } catch (CommandFailure e) {
            throw new CommandFailure(
                    ExitCode.DONE_IN_PART,
                    "The alert " + details.getEventKey() + " is accepted, its note is not: " + e.getMessage(),
                    e);
        }
    }

    private PoachingAlert alert(Connection connected) {
        AlertKind read = kind(kind);
        check();
        Instant observedAt = ObservationTime.read(at, clock);
        EventKey key = key();
        Position exact = Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setUncertaintyMetres(uncertaintyMetres)
                .build();
        Widened widened = widen ? Widened.of(exact, observedAt, territories.apply(connected)) : null;
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(key.sourceId())
                        .setEventId(key.eventId())
                        .setRevision(Instant.ofEpochMilli(clock.millis()))
                        .build())
                .setPurpose(purpose == null ? connected.purpose() : purpose)
                .setObservedAt(widened == null ? observedAt : widened.observedAt())
                .setObservedUntil(widened == null ? null : widened.observedUntil())
                .setPosition(widened == null ? exact : widened.position())
                .setMethod(ObservationMethod.REPORT)
                .setKind(read)
                .setCount(count)
                .build();
    }

    private static AlertKind kind(String stated) {
        String name = stated.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(AlertKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("Unknown kind '" + stated + "': expected one of "
                        + Arrays.stream(AlertKind.values()).map(Enum::name).collect(Collectors.joining(", "))
                        + "."));
    }

    private void check() {
        if (!(Math.abs(latitude) <= 90)) {
            throw CommandFailure.usage("Latitude " + latitude + " is out of range: expected -90 to 90 degrees."
                    + (Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180 ? " Are --lat and --lon swapped?" : ""));
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw CommandFailure.usage("Longitude " + longitude + " is out of range: expected -180 to 180 degrees.");
        }
        if (count != null && count < 1) {
            throw CommandFailure.usage("--count " + count + " is out of range: expected 1 or more.");
        }
        if (uncertaintyMetres != null && !(uncertaintyMetres > 0 && uncertaintyMetres <= 20_000_000)) {
            throw CommandFailure.usage(
                    "--uncertainty " + uncertaintyMetres + " is out of range: expected metres, more than 0.");
        }
        if (note != null && note.length() > NOTE_AT_MOST) {
            throw CommandFailure.usage(
                    "--note has " + note.length() + " characters: expected at most " + NOTE_AT_MOST + ".");
        }
    }

    private EventKey key() {
        try {
            return new EventKey(source, id == null ? ids.get() : id);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage() + " See --source and --id.");
        }
    }

    private void print(PoachingAlert alert, EventKey key, AcknowledgedRecord accepted) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("accepted", key.toString());
        shown.put("kind", alert.getKind().name());
        shown.put("purpose", alert.getPurpose().name());
        shown.put("observedAt", alert.getObservedAt().toString());
        shown.put("receivedAt", accepted.receivedAt().toString());
        shown.put("topic", accepted.topic());
        shown.put("partition", accepted.partition());
        shown.put("offset", accepted.offset());
        new Output(spec.commandLine().getOut(), output).object(shown);
    }

    /** The kinds by name, for help and for the shell's completion. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(AlertKind.values()).map(Enum::name).iterator();
        }
    }
}
