package org.amurwatch.streams.alerting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.SectorEvent;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Raises each alert once, and forgets that it did when no edit of the event could raise it again. */
final class AlertingProcessor implements Processor<String, SectorEvent, String, PatrolAlert> {

    /** A day more than the greatest age that can page. */
    static final Duration REMEMBERED = Duration.ofDays(15);

    /** Kinds of any age: as long as their alerts stay in patrol.alerts. They are few. */
    static final Duration REMEMBERED_WITHOUT_MAX_AGE = Duration.ofDays(400);

    private static final Duration SWEEP = Duration.ofHours(1);

    private final AlertingSettings settings;
    private @Nullable State state;

    AlertingProcessor(AlertingSettings settings) {
        this.settings = settings;
    }

    private record State(
            ProcessorContext<String, PatrolAlert> context,
            KeyValueStore<String, PatrolTeam> teams,
            KeyValueStore<String, Long> raised) {}

    @Override
    public void init(ProcessorContext<String, PatrolAlert> context) {
        State opened = new State(
                context, context.getStateStore(AlertingTopology.TEAMS), context.getStateStore(AlertingTopology.RAISED));
        state = opened;
        context.schedule(SWEEP, PunctuationType.STREAM_TIME, recordTime -> forget(opened.raised(), recordTime));
    }

    @Override
    public void process(Record<String, SectorEvent> record) {
        State opened = Objects.requireNonNull(state, "init comes first");
        ObservationChange change =
                record.value() == null ? null : record.value().getObservation();
        // Nearly all events are sightings or old: they don't cost a look at the teams.
        if (change == null || !AlertDecision.isPageable(change)) {
            return;
        }
        List<PatrolAlert> news = AlertDecision.decide(change, teams(opened.teams())).stream()
                .filter(alert -> opened.raised().get(key(alert)) == null)
                .toList();
        // A record that was put back from the dead letters keeps its old time, and is to be remembered from now on.
        long recordTime = Math.max(record.timestamp(), opened.context().currentStreamTimeMs());
        for (PatrolAlert alert : news) {
            opened.raised().put(key(alert), rememberUntil(alert, recordTime));
            // What an earlier generation has told is remembered as told.
            if (!alert.getReceivedAt().isBefore(settings.silentBefore())) {
                opened.context().forward(record.withKey(alert.getTeamId()).withValue(alert));
            }
        }
    }

    private static List<PatrolTeam> teams(KeyValueStore<String, PatrolTeam> store) {
        List<PatrolTeam> teams = new ArrayList<>();
        try (KeyValueIterator<String, PatrolTeam> all = store.all()) {
            all.forEachRemaining(row -> teams.add(row.value));
        }
        return teams;
    }

    private static String key(PatrolAlert alert) {
        return alert.getEventKey() + "\n" + alert.getTeamId();
    }

    private static long rememberUntil(PatrolAlert alert, long recordTime) {
        Duration remembered = alert.getLifetimeMillis() == null ? REMEMBERED_WITHOUT_MAX_AGE : REMEMBERED;
        return recordTime + remembered.toMillis();
    }

    /** Record time, not the clock's: while a task catches up, the edits that are still to come are of that time too. */
    private static void forget(KeyValueStore<String, Long> raised, long recordTime) {
        List<String> over = new ArrayList<>();
        try (KeyValueIterator<String, Long> all = raised.all()) {
            all.forEachRemaining(row -> {
                if (row.value <= recordTime) {
                    over.add(row.key);
                }
            });
        }
        over.forEach(raised::delete);
    }
}
