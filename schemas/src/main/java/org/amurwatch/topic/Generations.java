package org.amurwatch.topic;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Generation;

/**
 * Which generation of the Streams applications is current, and so what their application ids (their consumer groups) are.
 */
public final class Generations {

    /** The one key of {@link Topics#GENERATION}. */
    public static final String KEY = "current";

    private Generations() {}

    /** The current generation; the first where none was ever recorded. */
    public static Generation current(Connection connection) {
        List<Generation> recorded = new ArrayList<>();
        new TopicReader(connection).read(Topics.GENERATION, (raw, generation) -> recorded.add(generation));
        return recorded.isEmpty() ? Generation.newBuilder().setNumber(1).build() : recorded.get(recorded.size() - 1);
    }

    /** Application id of the alert path: intake, alerting, delivery. */
    public static String decisions(Generation generation) {
        return "decisions-g" + generation.getNumber();
    }

    /** Application id of the counts. */
    public static String records(Generation generation) {
        return "records-g" + generation.getNumber();
    }
}
