package org.amurwatch.producer.reference;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Silence;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * How silences are listed: all of them, past and taken back ones too.
 *
 * @param clock says which are active
 */
record SilenceTable(Clock clock) implements ReferenceTable<Silence> {

    @Override
    public Topic<Silence> topic() {
        return Topics.SILENCES;
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "state",
                "territories",
                "kinds",
                "stations",
                "from",
                "until",
                "by",
                "why",
                "retiredBy",
                "retiredAt");
    }

    @Override
    public Map<String, @Nullable Object> row(Silence silence, OutputFormat format) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", silence.getId());
        row.put("state", Period.state(silence.getRetired(), silence.getStartAt(), silence.getEndAt(), clock.instant()));
        row.put("territories", ReferenceTable.shown(silence.getTerritoryIds(), format));
        row.put("kinds", ReferenceTable.words(silence.getKinds(), format));
        row.put("stations", ReferenceTable.shown(silence.getStationIds(), format));
        row.put("from", silence.getStartAt().toString());
        row.put("until", silence.getEndAt().toString());
        row.put("by", silence.getBy());
        row.put("why", silence.getWhy());
        row.put("retiredBy", silence.getRetiredBy());
        row.put(
                "retiredAt",
                silence.getRetiredAt() == null ? null : silence.getRetiredAt().toString());
        return row;
    }
}
