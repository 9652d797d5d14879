package org.amurwatch.streams.operation;

import java.util.List;
import java.util.function.ToLongFunction;
import org.amurwatch.avro.IntakeBalance;

/**
 * The balance of one generation of intake: it began with empty counters at the beginning of the field topics.
 *
 * @param application the application id whose intake counted
 * @param settled whether counters and offsets are of one moment; not so while records keep coming in
 * @param partitions in the order of their names
 */
public record Balance(String application, boolean settled, List<PartitionBalance> partitions) {

    public boolean exact() {
        return settled && partitions.stream().allMatch(PartitionBalance::exact);
    }

    /** What does not add up, each in a sentence that says what to do. */
    public List<String> faults() {
        if (!settled) {
            return List.of("Records keep coming in, so that counters and offsets can't be read at one moment: wait for"
                    + " the import to end, then ask again.");
        }
        return partitions.stream()
                .flatMap(partition -> partition.faults().stream())
                .toList();
    }

    public IntakeBalance total() {
        return IntakeBalance.newBuilder()
                .setRead(sum(IntakeBalance::getRead))
                .setAccepted(sum(IntakeBalance::getAccepted))
                .setRepeats(sum(IntakeBalance::getRepeats))
                .setCorrections(sum(IntakeBalance::getCorrections))
                .setSuperseded(sum(IntakeBalance::getSuperseded))
                .setDeadLetters(sum(IntakeBalance::getDeadLetters))
                .build();
    }

    private long sum(ToLongFunction<IntakeBalance> column) {
        return partitions.stream()
                .map(PartitionBalance::counted)
                .mapToLong(column)
                .sum();
    }
}
