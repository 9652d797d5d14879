package org.amurwatch.producer.answer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Verdict;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
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

/** {@code review judge EVENT VERDICT}: what the duty officer saw on a picture or heard in a recording. */
@Command(
        name = "judge",
        description = "Says what is on a picture or in a recording: intake corrects the event by it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "suspicious raises suspicion; villager, permit, our-staff, animal, detector-error and blank explain the event, so"
                    + " that nobody is sent for it.",
            "",
            "Example: ./amurwatch review judge park/e4711 villager --by duty-officer"
        })
public final class JudgeCommand implements Callable<Integer>, Subcommand {

    private final AnswerSystem system;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(index = "0", paramLabel = "EVENT", description = "Key of the event, as 'review' lists it.")
    private String event;

    @Parameters(
            index = "1",
            paramLabel = "VERDICT",
            description = "suspicious, villager, permit, our-staff, animal, detector-error or blank.")
    private String stated;

    @Option(
            names = "--by",
            required = true,
            paramLabel = "ROLE",
            description = "Who looked: a role or a pseudonym, never a person's name.")
    private String by;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    public JudgeCommand() {
        this(AnswerSystem.live());
    }

    JudgeCommand(AnswerSystem system) {
        this.system = system;
    }

    @Override
    public String parent() {
        return "review";
    }

    @Override
    public Integer call() {
        Verdict verdict = Choice.of(Verdict.class, "verdict", stated);
        String judge = Choice.by(by);
        String key = key();
        Connection connected = connection.connect(Party.PRODUCER);
        PoachingAlert alert = system.records()
                .apply(connected)
                .last(Topics.POACHING_ALERTS, key)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "There is no poaching alert '" + key
                                + "' to be judged: './amurwatch review' lists those that wait for it."));
        if (alert.getWithdrawn()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "Its source has taken '" + key + "' back: there is nothing left to be judged.");
        }
        ReviewVerdict judged = ReviewVerdict.newBuilder()
                .setEventKey(key)
                .setVerdict(verdict)
                .setBy(judge)
                .setAt(Instant.ofEpochMilli(system.clock().millis()))
                .build();
        try (LiveSink sink = system.sinks().apply(connected, system.clock())) {
            print(judged, sink.accept(Topics.REVIEW_VERDICTS, key, judged));
        }
        return ExitCode.DONE;
    }

    private String key() {
        int slash = event.indexOf('/');
        try {
            if (slash > 0) {
                return new EventKey(event.substring(0, slash), event.substring(slash + 1)).toString();
            }
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("'" + event + "' is no key of an event. " + e.getMessage());
        }
        throw CommandFailure.usage(
                "'" + event + "' is no key of an event: expected source id / event id, as 'review' lists it.");
    }

    private void print(ReviewVerdict judged, AcknowledgedRecord accepted) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("accepted", judged.getEventKey());
        shown.put("verdict", judged.getVerdict().name());
        shown.put("by", judged.getBy());
        shown.put("at", judged.getAt().toString());
        shown.put("receivedAt", accepted.receivedAt().toString());
        shown.put("topic", accepted.topic());
        shown.put("partition", accepted.partition());
        shown.put("offset", accepted.offset());
        new Output(spec.commandLine().getOut(), output).object(shown);
    }
}
