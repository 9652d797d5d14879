package org.amurwatch.producer.answer;

import java.util.List;
import java.util.Optional;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** What stands in a topic under a key, as it was said last. */
public interface LastRecords {

    <V extends SpecificRecord> Optional<V> last(Topic<V> topic, String key);

    /** All of a small topic, in the order of keys. */
    <V extends SpecificRecord> List<V> all(Topic<V> topic);
}
