package org.amurwatch.producer.source;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amurwatch.avro.SourceKind;
import org.amurwatch.producer.live.LiveKind;

/** The kinds that a source may send, as its record has them and as people write them. */
final class SourceKinds {

    private SourceKinds() {}

    /** Of a record; a kind of a later version allows nothing in this one. */
    static Set<LiveKind> of(Collection<SourceKind> stored) {
        return stored.stream()
                .filter(kind -> kind != SourceKind.OTHER)
                .map(kind -> LiveKind.valueOf(kind.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(LiveKind.class)));
    }

    /** For a record, in one order. */
    static List<SourceKind> stored(Collection<LiveKind> kinds) {
        return new TreeSet<>(kinds)
                .stream().map(kind -> SourceKind.valueOf(kind.name())).toList();
    }

    /** sightings, poaching-alerts, patrol-positions. */
    static String word(LiveKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "s";
    }

    static List<String> words(Collection<LiveKind> kinds) {
        return new TreeSet<>(kinds).stream().map(SourceKinds::word).toList();
    }

    /** @throws IllegalArgumentException with the words there are, if that is none of them */
    static LiveKind parse(String word) {
        return Arrays.stream(LiveKind.values())
                .filter(kind -> word(kind).equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no kind: expected "
                        + String.join(", ", words(EnumSet.allOf(LiveKind.class))) + "."));
    }
}
