package org.amurwatch.streams.operation;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.IntakeBalance;

/**
 * Whether all records of one partition are accounted for.
 *
 * @param partition topic and partition, such as field.sightings-0
 * @param counted what intake counted, in the same transactions in which it worked
 * @param standing records that really stand in the partition, of those that intake has passed
 * @param evidence what {@code standing} says of the records read
 * @param deadLettersFound records of the partition that really are in the dead letters
 * @param deadLetterEvidence what {@code deadLettersFound} says of the dead letters counted
 */
public record PartitionBalance(
        String partition,
        IntakeBalance counted,
        long standing,
        Evidence evidence,
        long deadLettersFound,
        Evidence deadLetterEvidence) {

    /** How a number that was found by looking compares with one that was counted. */
    public enum Evidence {
        /** They are the same. */
        EQUAL,
        /** Some were found that were not counted here: dead letters of earlier generations. */
        AT_LEAST,
        /** Some that were counted are gone by now: compaction or retention. */
        AT_MOST,
        /** Both of it: nothing can be said. */
        NONE;

        boolean holds(long found, long counted) {
            return switch (this) {
                case EQUAL -> found == counted;
                case AT_LEAST -> found >= counted;
                case AT_MOST -> found <= counted;
                case NONE -> true;
            };
        }
    }

    public boolean exact() {
        return faults().isEmpty();
    }

    /** What does not add up, each in a sentence; empty if all does. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        long outcomes = counted.getAccepted()
                + counted.getRepeats()
                + counted.getCorrections()
                + counted.getSuperseded()
                + counted.getDeadLetters();
        if (counted.getRead() != outcomes) {
            faults.add(partition + ": " + counted.getRead() + " records were read, but what became of them adds up to "
                    + outcomes + ".");
        }
        if (!evidence.holds(standing, counted.getRead())) {
            faults.add(partition + ": " + standing + " records stand there that intake has passed, but it counted "
                    + counted.getRead() + " as read.");
        }
        if (!deadLetterEvidence.holds(deadLettersFound, counted.getDeadLetters())) {
            faults.add(partition + ": intake counted " + counted.getDeadLetters() + " dead letters, but "
                    + deadLettersFound + " of this partition are found in the dead letters.");
        }
        return faults;
    }
}
