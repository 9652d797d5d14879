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

    /** What application ids, and so groups, transactions and internal topics, of "decisions" begin with. */
    public static final String DECISIONS_PREFIX = "decisions-g";

    /** The same of "records". */
    public static final String RECORDS_PREFIX = "records-g";

    /** What the names of copies begin with, which a rebuild makes of the topics that the applications derive. */
    public static final String STAGED_PREFIX = "rebuild-g";

    private Generations() {}

    /** The current generation; the first where none was ever recorded. */
    public static Generation current(Connection connection) {
        List<Generation> recorded = new ArrayList<>();
        new TopicReader(connection).read(Topics.GENERATION, (raw, generation) -> recorded.add(generation));
        return recorded.isEmpty() ? Generation.newBuilder().setNumber(1).build() : recorded.get(recorded.size() - 1);
    }

    /** Application id of the alert path: intake, incidents, delivery. */
    public static String decisions(Generation generation) {
        return DECISIONS_PREFIX + generation.getNumber();
    }

    /** Application id of the counts. */
    public static String records(Generation generation) {
        return RECORDS_PREFIX + generation.getNumber();
    }

    /** The topic of the counts' own between the tasks of territories and the one that keeps individuals. */
    public static String individualInput(Generation generation) {
        return records(generation) + "-individual-input-repartition";
    }
}
