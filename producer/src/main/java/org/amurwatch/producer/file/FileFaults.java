package org.amurwatch.producer.file;

import java.util.List;
import org.amurwatch.failure.CommandFailure;

/** A file with one fault is refused whole, and every fault is named. */
final class FileFaults {

    private static final int SHOWN = 20;

    private FileFaults() {}

    /** @throws CommandFailure (exit code 2) with a sentence per fault, if there is any */
    static void refuse(String name, List<String> faults) {
        if (faults.isEmpty()) {
            return;
        }
        StringBuilder sentence = new StringBuilder("Nothing was loaded from ")
                .append(name)
                .append(", for it has ")
                .append(faults.size() == 1 ? "a fault:" : faults.size() + " faults:");
        faults.stream().limit(SHOWN).forEach(fault -> sentence.append(System.lineSeparator())
                .append("  ")
                .append(fault));
        if (faults.size() > SHOWN) {
            sentence.append(System.lineSeparator())
                    .append("  and ")
                    .append(faults.size() - SHOWN)
                    .append(" more.");
        }
        throw CommandFailure.usage(sentence.toString());
    }
}
