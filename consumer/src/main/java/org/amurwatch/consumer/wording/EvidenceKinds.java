package org.amurwatch.consumer.wording;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.SignalKind;

/** The evidence of an alert's incident by kind, as it may leave: animals are counted under one word, for no species goes with a place. */
public final class EvidenceKinds {

    /** Stands for every species. */
    public static final String SIGHTING = "SIGHTING";

    private static final String SIGNAL = "SIGNAL_";

    private static final Set<String> KINDS =
            Arrays.stream(AlertKind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> SIGNALS =
            Arrays.stream(SignalKind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private EvidenceKinds() {}

    /** Counts by AlertKind, {@code SIGNAL_} + SignalKind, or {@link #SIGHTING}. */
    public static SortedMap<String, Integer> of(PatrolAlert alert) {
        SortedMap<String, Integer> kinds = new TreeMap<>();
        for (Map.Entry<String, Integer> kind : alert.getKinds().entrySet()) {
            boolean nameable = KINDS.contains(kind.getKey()) || isSignal(kind.getKey());
            kinds.merge(nameable ? kind.getKey() : SIGHTING, kind.getValue(), Integer::sum);
        }
        return Collections.unmodifiableSortedMap(kinds);
    }

    /** One of those kinds in words. */
    public static String word(String kind, Words words) {
        if (kind.equals(SIGHTING)) {
            return words.word("page.sightings");
        }
        return isSignal(kind) ? words.word("signal." + kind.substring(SIGNAL.length())) : words.word("kind." + kind);
    }

    /** What an alert is about: its kind, or, where it rests on a signal alone, the signal. */
    public static String headline(PatrolAlert alert, Words words) {
        SortedMap<String, Integer> kinds = of(alert);
        boolean signalAlone = alert.getKind() == AlertKind.OTHER && kinds.size() == 1 && isSignal(kinds.firstKey());
        return signalAlone
                ? word(kinds.firstKey(), words)
                : words.word("kind." + alert.getKind().name());
    }

    private static boolean isSignal(String kind) {
        return kind.startsWith(SIGNAL) && SIGNALS.contains(kind.substring(SIGNAL.length()));
    }
}
