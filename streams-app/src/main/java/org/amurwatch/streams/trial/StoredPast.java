package org.amurwatch.streams.trial;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Territory;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** What the running system was told and was answered, from its topics; the events one after another, never all at once. */
final class StoredPast implements Past {

    private final Connection connection;
    private final TopicReader reader;
    private final boolean asIfLive;

    StoredPast(Connection connection) {
        this(connection, false);
    }

    private StoredPast(Connection connection, boolean asIfLive) {
        this.connection = connection;
        this.reader = new TopicReader(connection);
        this.asIfLive = asIfLive;
    }

    @Override
    public Past asIfLive() {
        return new StoredPast(connection, true);
    }

    @Override
    public List<RuleSet> ruleSets() {
        return reader.current(Topics.RULES);
    }

    @Override
    public TrialCircumstances circumstances() {
        List<Territory> territories = reader.current(Topics.TERRITORIES);
        return new TrialCircumstances(
                RuleBook.of(List.of()),
                PlaceIndex.of(reader.current(Topics.PLACES)),
                reader.current(Topics.PATROL_TEAMS),
                reader.current(Topics.PERMITS),
                reader.current(Topics.POLICIES),
                reader.current(Topics.SILENCES),
                TerritoryIndex.of(territories, TrialCircumstances.SHARING_METRES),
                TrialCircumstances.countries(territories));
    }

    @Override
    public Span replay(Instant since, Instant until, List<Trial> trials, LongConsumer progress) {
        return asIfLive
                ? replayAsIfLive(since, until, trials, progress)
                : replayAsReceived(since, until, trials, progress);
    }

    /** What happened in the period can have been received long after it. */
    private Span replayAsIfLive(Instant since, Instant until, List<Trial> trials, LongConsumer progress) {
        Extent extent = new Extent();
        try (Deserializer<SectorEvent> deserializer = connection.serdes().deserializer(Topics.SECTOR_EVENTS)) {
            AsIfLive happened =
                    new AsIfLive(since, until, event -> deserializer.deserialize(Topics.SECTOR_EVENTS.name(), event));
            reader.readRaw(
                    Topics.SECTOR_EVENTS.name(),
                    since,
                    raw -> {
                        if (raw.value() != null) {
                            happened.add(raw.key(), raw.value(), Instant.ofEpochMilli(raw.timestamp()));
                        }
                    },
                    progress);
            happened.replay(one -> {
                extent.saw(one.at());
                trials.forEach(trial -> trial.on(one.sectorId(), one.event(), one.at()));
            });
        }
        return extent.span();
    }

    private Span replayAsReceived(Instant since, Instant until, List<Trial> trials, LongConsumer progress) {
        Map<String, Deque<Answer>> answers = answers(since, until);
        Extent extent = new Extent();
        try (Deserializer<SectorEvent> deserializer = connection.serdes().deserializer(Topics.SECTOR_EVENTS)) {
            reader.readRaw(
                    Topics.SECTOR_EVENTS.name(),
                    since,
                    raw -> {
                        Instant at = Instant.ofEpochMilli(raw.timestamp());
                        extent.saw(at);
                        if (raw.value() != null && at.isBefore(until)) {
                            answer(answers.get(raw.key()), at, trials);
                            SectorEvent event = deserializer.deserialize(Topics.SECTOR_EVENTS.name(), raw.value());
                            trials.forEach(trial -> trial.on(raw.key(), event, at));
                        }
                    },
                    progress);
        }
        answers.values().forEach(left -> answer(left, until, trials));
        return extent.span();
    }

    private record Answer(PatrolResponse response, Instant at) {}

    /** Answers are few: they are kept, by sector and in order. */
    private Map<String, Deque<Answer>> answers(Instant since, Instant until) {
        Map<String, List<Answer>> bySector = new HashMap<>();
        reader.read(Topics.RESPONSES, (raw, response) -> {
            Instant at = Instant.ofEpochMilli(raw.timestamp());
            if (response != null && !at.isBefore(since) && at.isBefore(until)) {
                bySector.computeIfAbsent(response.getSectorId(), sector -> new ArrayList<>())
                        .add(new Answer(response, at));
            }
        });
        Map<String, Deque<Answer>> inOrder = new HashMap<>();
        bySector.forEach((sector, answers) -> {
            answers.sort(Comparator.comparing(Answer::at));
            inOrder.put(sector, new ArrayDeque<>(answers));
        });
        return inOrder;
    }

    private static void answer(@Nullable Deque<Answer> answers, Instant until, List<Trial> trials) {
        while (answers != null && !answers.isEmpty() && !answers.getFirst().at().isAfter(until)) {
            Answer next = answers.removeFirst();
            trials.forEach(trial -> trial.on(next.response(), next.at()));
        }
    }

    /** From when to when there are events. */
    private static final class Extent {
        private @Nullable Instant first;
        private @Nullable Instant last;
        private long events;

        void saw(Instant at) {
            events++;
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
        }

        Span span() {
            return new Span(events, first, last);
        }
    }
}
