package org.amurwatch.producer.reference;

import java.util.List;
import java.util.Map;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How one kind of reference data is listed. */
public interface ReferenceTable<V extends SpecificRecord> {

    Topic<V> topic();

    List<String> columns();

    /** A row with those columns; a list of texts may be given as {@link #shown} makes it. */
    Map<String, @Nullable Object> row(V record, OutputFormat format);

    /** A list of texts in a cell: as such in JSON, else with spaces between. */
    static Object shown(List<String> texts, OutputFormat format) {
        return format == OutputFormat.JSON ? texts : String.join(" ", texts);
    }

    /** The same of words of an enum. */
    static Object words(List<? extends Enum<?>> words, OutputFormat format) {
        return shown(words.stream().map(word -> word.name()).toList(), format);
    }
}
