package org.amurwatch.producer.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Recipient;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** How recipients are listed: those that are revoked, or were. */
record RecipientTable() implements ReferenceTable<Recipient> {

    @Override
    public Topic<Recipient> topic() {
        return Topics.RECIPIENTS;
    }

    @Override
    public List<String> columns() {
        return List.of("name", "state", "at", "by", "why");
    }

    @Override
    public Map<String, @Nullable Object> row(Recipient recipient, OutputFormat format) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", recipient.getName());
        row.put("state", recipient.getState().name());
        row.put("at", recipient.getAt().toString());
        row.put("by", recipient.getBy());
        row.put("why", recipient.getWhy());
        return row;
    }
}
