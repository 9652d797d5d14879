package org.amurwatch.producer.duty;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amurwatch.avro.DutyShift;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.event.StableId;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.answer.AnswerSystem;
import org.amurwatch.producer.answer.Choice;
import org.amurwatch.producer.file.StatedTime;
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

/** {@code shift start}: somebody takes the watch. */
@Command(
        name = "start",
        description = "Takes the watch in the command centre. One has it at a time.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./amurwatch shift start --by duty-officer-2 --until 2026-02-04T08:00+10:00",
            "What is open, and what the last shift left: ./amurwatch shift show"
        })
public final class StartShiftCommand implements Callable<Integer>, Subcommand {

    private final AnswerSystem system;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--by",
            required = true,
            paramLabel = "ROLE",
            description = "Who takes it: a role or a pseudonym, never a person's name.")
    private String by;

    @Option(names = "--until", paramLabel = "TIME", description = "Until when, with offset or zone.")
    private @Nullable String until;

    @Option(
            names = "--take-over",
            description = "Ends the shift of whoever has the watch, without a note: where nobody handed it over.")
    private boolean takeOver;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    public StartShiftCommand() {
        this(AnswerSystem.live());
    }

    StartShiftCommand(AnswerSystem system) {
        this.system = system;
    }

    @Override
    public String parent() {
        return "shift";
    }

    @Override
    public Integer call() {
        String who = Choice.by(by);
        Instant now = Instant.ofEpochMilli(system.clock().millis());
        Instant end = end(now);
        Connection connected = connection.connect(Party.PRODUCER);
        Optional<DutyShift> present =
                Watch.present(system.records().apply(connected).all(Topics.SHIFTS));
        if (present.isPresent() && !takeOver) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    present.get().getBy() + " has the watch since "
                            + present.get().getStartAt() + ". './amurwatch shift end --by "
                            + present.get().getBy()
                            + " --note ...' hands it over; --take-over ends it without a note.");
        }
        DutyShift shift = DutyShift.newBuilder()
                .setShiftId(StableId.of(who, now.toString()).substring(0, Watch.ID_LENGTH))
                .setBy(who)
                .setStartAt(now)
                .setPlannedUntil(end)
                .build();
        try (LiveSink sink = system.sinks().apply(connected, system.clock())) {
            present.ifPresent(before -> sink.accept(Topics.SHIFTS, before.getShiftId(), Watch.ended(before, who, now)));
            sink.accept(Topics.SHIFTS, shift.getShiftId(), shift);
        }
        print(shift, present.map(DutyShift::getBy).orElse(null));
        return ExitCode.DONE;
    }

    private @Nullable Instant end(Instant now) {
        if (until == null) {
            return null;
        }
        Instant end;
        try {
            end = StatedTime.parse(until);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--until " + e.getMessage());
        }
        if (!end.isAfter(now)) {
            throw CommandFailure.usage("--until " + until + " is past: it is " + now + " now.");
        }
        return end;
    }

    private void print(DutyShift shift, @Nullable String before) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("shift", shift.getShiftId());
        shown.put("by", shift.getBy());
        shown.put("since", shift.getStartAt().toString());
        shown.put(
                "until",
                shift.getPlannedUntil() == null ? null : shift.getPlannedUntil().toString());
        shown.put("tookOverFrom", before);
        new Output(spec.commandLine().getOut(), output).object(shown);
    }
}
