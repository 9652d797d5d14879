package org.amurwatch.streams.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.amurwatch.avro.Generation;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;

/** The two Streams applications: two, because the commit interval is per application. */
public enum ApplicationKind {
    /** The alert path: short commits. */
    DECISIONS(Party.DECISIONS, Topics.DECISIONS_DEAD_LETTERS),
    /** The counts: long commits and a large cache. */
    RECORDS(Party.RECORDS, Topics.RECORDS_DEAD_LETTERS);

    private final Party party;
    private final Topic<?> deadLetters;

    ApplicationKind(Party party, Topic<?> deadLetters) {
        this.party = party;
        this.deadLetters = deadLetters;
    }

    /** Its name in settings and health: decisions, records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whom it is in the catalogue of topics. */
    public Party party() {
        return party;
    }

    public Topic<?> deadLetters() {
        return deadLetters;
    }

    /** Its application id, which is its group, in a generation. */
    public String applicationId(Generation generation) {
        return this == DECISIONS ? Generations.decisions(generation) : Generations.records(generation);
    }

    static List<ApplicationKind> named(List<String> labels) {
        return labels.stream().map(ApplicationKind::named).distinct().toList();
    }

    private static ApplicationKind named(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label.strip()))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        "The setting amurwatch.streams.applications names decisions and records; got '" + label
                                + "'."));
    }
}
