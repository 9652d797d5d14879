package org.amurwatch.streams.activity;

import java.util.Comparator;
import org.amurwatch.avro.SubjectType;

/**
 * What is counted, in the order in which it is shown.
 *
 * @param name scientific name or kind of poaching alert
 */
record Subject(SubjectType type, String name) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::type).thenComparing(Subject::name);

    static Subject of(Chain chain) {
        return new Subject(chain.category().subjectType(), chain.subject());
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
