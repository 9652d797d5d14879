package org.amurwatch.producer.duty;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.DutyShift;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.answer.AnswerSystem;
import org.amurwatch.producer.answer.Choice;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code shift end}: the watch is handed over, with a note for whoever comes next. */
@Command(
        name = "end",
        description = {
            "Ends the shift of whoever has the watch, and leaves a note for the next.",
            "Incidents go on being told to duty officers as teams and policies say; nothing waits for the next shift."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch shift end --by duty-officer --note 'Snares at the spring: north is there until noon.'",
            "          ./amurwatch shift end --by duty-officer --note - < note.txt"
        })
public final class EndShiftCommand implements Callable<Integer>, Subcommand {

    private static final int MOST_LETTERS = 4_000;

    private final AnswerSystem system;
    private final InputStream in;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--by",
            required = true,
            paramLabel = "ROLE",
            description = "Who hands over: a role or a pseudonym, never a person's name.")
    private String by;

    @Option(
            names = "--note",
            required = true,
            paramLabel = "TEXT",
            description = "What the next shift must know; '-' reads it from standard input, so that it stands in no"
                    + " list of processes. It is kept for two weeks.")
    private String note;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    public EndShiftCommand() {
        this(AnswerSystem.live(), System.in);
    }

    EndShiftCommand(AnswerSystem system, InputStream in) {
        this.system = system;
        this.in = in;
    }

    @Override
    public String parent() {
        return "shift";
    }

    @Override
    public Integer call() {
        String who = Choice.by(by);
        String text = text();
        Instant now = Instant.ofEpochMilli(system.clock().millis());
        Connection connected = connection.connect(Party.PRODUCER);
        DutyShift present = Watch.present(system.records().apply(connected).all(Topics.SHIFTS))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED, "Nobody has the watch: './amurwatch shift start --by ROLE' takes it."));
        DutyShift ended = Watch.ended(present, who, now);
        try (LiveSink sink = system.sinks().apply(connected, system.clock())) {
            // The note first: a shift that has ended without it would have handed over nothing.
            sink.accept(
                    Topics.SHIFT_NOTES,
                    ended.getShiftId(),
                    PrivateDetails.newBuilder()
                            .setEventKey("shift/" + ended.getShiftId())
                            .setNote(text)
                            .build());
            sink.accept(Topics.SHIFTS, ended.getShiftId(), ended);
        }
        print(ended);
        return ExitCode.DONE;
    }

    private String text() {
        String text = note;
        if (note.equals("-")) {
            try {
                text = new String(in.readNBytes(MOST_LETTERS * 4 + 1), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("Can't read the note from standard input.", e);
            }
        }
        if (text.isBlank() || text.strip().length() > MOST_LETTERS) {
            throw CommandFailure.usage("--note has 1 to " + MOST_LETTERS
                    + " characters: what the next shift must know; 'nothing open' is a note too.");
        }
        return text.strip();
    }

    private void print(DutyShift ended) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("shift", ended.getShiftId());
        shown.put("by", ended.getBy());
        shown.put("since", ended.getStartAt().toString());
        shown.put("ended", String.valueOf(ended.getEndAt()));
        shown.put("endedBy", ended.getEndedBy());
        new Output(spec.commandLine().getOut(), output).object(shown);
    }
}
