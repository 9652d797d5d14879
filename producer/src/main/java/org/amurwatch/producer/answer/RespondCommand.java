package org.amurwatch.producer.answer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.event.StableId;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.producer.report.ObservationTime;
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

/** {@code respond INCIDENT ANSWER}: what a team or the duty officer answers about an incident. */
@Command(
        name = "respond",
        description = "Answers about an incident, for a team or from the command centre.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "acknowledged: somebody has it. on-the-way: stops the escalation. arrived. not-us: the next team at once.",
            "close asks what it was found to be: from that, 'alerts quality' says how good the alarms are.",
            "",
            "Examples: ./amurwatch respond leopard-land/3f2a... on-the-way --team north",
            "          ./amurwatch respond leopard-land/3f2a... close --by duty-officer --outcome poaching-confirmed"
        })
public final class RespondCommand implements Callable<Integer> {

    private static final Set<IncidentState> CLOSED = Set.of(
            IncidentState.RESOLVED,
            IncidentState.FALSE_ALARM,
            IncidentState.ENDED,
            IncidentState.EXPLAINED,
            IncidentState.WITHDRAWN);

    private final AnswerSystem system;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(index = "0", paramLabel = "INCIDENT", description = "Its id, as 'incidents' lists it.")
    private String incidentId;

    @Parameters(index = "1", paramLabel = "ANSWER", description = "acknowledged, on-the-way, arrived, not-us or close.")
    private String answer;

    @Option(names = "--team", paramLabel = "ID", description = "The team that answers.")
    private @Nullable String team;

    @Option(
            names = "--by",
            paramLabel = "ROLE",
            description = "Who answers in the command centre: a role or a pseudonym, never a person's name.")
    private @Nullable String by;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "With close: poaching-confirmed, sign-without-person, permitted-person, our-staff, animal,"
                    + " detector-error or not-reached.")
    private @Nullable String outcome;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it was given: ISO-8601 with an offset or a zone (default: now).")
    private @Nullable String at;

    @Option(
            names = "--id",
            description =
                    "Id of the answer: the same again changes nothing (default: made from the answer and its time).")
    private @Nullable String id;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    public RespondCommand() {
        this(AnswerSystem.live());
    }

    RespondCommand(AnswerSystem system) {
        this.system = system;
    }

    @Override
    public Integer call() {
        ResponseKind kind = kind(answer);
        Outcome found = outcome == null ? null : Choice.of(Outcome.class, "outcome", outcome);
        check(kind, found);
        Instant given = ObservationTime.read(at, system.clock());
        Connection connected = connection.connect(Party.PRODUCER);
        LastRecords records = system.records().apply(connected);
        Incident incident = records.last(Topics.INCIDENTS, incidentId)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "There is no incident '" + incidentId + "': './amurwatch incidents' lists those there are."));
        if (team != null && records.last(Topics.PATROL_TEAMS, team).isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "There is no team '" + team + "': './amurwatch teams' lists those there are.");
        }
        tellState(incident);
        PatrolResponse response = response(incident, kind, found, given);
        try (LiveSink sink = system.sinks().apply(connected, system.clock())) {
            print(response, sink.accept(Topics.RESPONSES, response.getSectorId(), response));
        }
        return ExitCode.DONE;
    }

    private static ResponseKind kind(String stated) {
        return stated.equalsIgnoreCase("close") ? ResponseKind.CLOSED : Choice.of(ResponseKind.class, "answer", stated);
    }

    private void check(ResponseKind kind, @Nullable Outcome found) {
        if (team == null && by == null) {
            throw CommandFailure.usage("Who answers? Give --team ID, or --by ROLE for the command centre.");
        }
        if (kind == ResponseKind.CLOSED && found == null) {
            throw CommandFailure.usage("close needs --outcome, what it was found to be: poaching-confirmed,"
                    + " sign-without-person, permitted-person, our-staff, animal, detector-error or not-reached.");
        }
        if (kind != ResponseKind.CLOSED && found != null) {
            throw CommandFailure.usage("--outcome goes with close alone; got '" + answer + "'.");
        }
        if (kind == ResponseKind.NOT_US && team == null) {
            throw CommandFailure.usage("not-us is a team's answer: give --team ID.");
        }
    }

    private void tellState(Incident incident) {
        if (incident.getState() == IncidentState.MERGED) {
            spec.commandLine()
                    .getErr()
                    .println("It has become part of " + incident.getMergedInto() + ": the answer counts for that one.");
        } else if (CLOSED.contains(incident.getState())) {
            spec.commandLine()
                    .getErr()
                    .println("It is closed already (" + Choice.word(incident.getState())
                            + "); the answer is kept all the same.");
        }
        spec.commandLine().getErr().flush();
    }

    private PatrolResponse response(Incident incident, ResponseKind kind, @Nullable Outcome found, Instant given) {
        String who = by == null ? String.valueOf(team) : Choice.by(by);
        String responseId = id == null
                ? StableId.of(
                        incident.getIncidentId(),
                        team == null ? "" : team,
                        who,
                        kind.name(),
                        found == null ? "" : found.name(),
                        given.toString())
                : id;
        return PatrolResponse.newBuilder()
                .setResponseId(responseId)
                .setSectorId(incident.getSectorId())
                .setIncidentId(incident.getIncidentId())
                .setTeamId(team)
                .setBy(who)
                .setKind(kind)
                .setOutcome(found)
                .setAt(given)
                .build();
    }

    private void print(PatrolResponse response, AcknowledgedRecord accepted) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("accepted", response.getResponseId());
        shown.put("incident", response.getIncidentId());
        shown.put("answer", response.getKind().name());
        shown.put(
                "outcome",
                response.getOutcome() == null ? null : response.getOutcome().name());
        shown.put("team", response.getTeamId());
        shown.put("by", response.getBy());
        shown.put("at", response.getAt().toString());
        shown.put("receivedAt", accepted.receivedAt().toString());
        shown.put("topic", accepted.topic());
        shown.put("partition", accepted.partition());
        shown.put("offset", accepted.offset());
        new Output(spec.commandLine().getOut(), output).object(shown);
    }
}
