package org.amurwatch.streams.routing;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.streams.rule.MaxAge;
import org.amurwatch.streams.rule.SeverityTable;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence of an incident is made of, for whoever is told.
 *
 * @param threats signs of people by kind, how many reports of each
 * @param signals conclusions by kind
 * @param sightings reports of animals
 */
record Signs(Map<AlertKind, Integer> threats, Map<SignalKind, Integer> signals, int sightings) {

    private static final String SIGNAL_PREFIX = "SIGNAL_";

    /** Worst first; of equally bad ones the more frequent, then as the kinds are listed. */
    private static final Comparator<Map.Entry<AlertKind, Integer>> WORST_FIRST = Comparator.comparing(
                    (Map.Entry<AlertKind, Integer> entry) -> SeverityTable.of(entry.getKey()))
            .thenComparing(Map.Entry::getValue)
            .reversed()
            .thenComparing(Map.Entry::getKey);

    /** How long conclusions and animals alone are worth telling. */
    private static final Duration WITHOUT_THREAT = Duration.ofHours(24);

    /** Of all evidence of an incident. */
    static Signs of(Incident incident) {
        Map<AlertKind, Integer> threats = new EnumMap<>(AlertKind.class);
        Map<SignalKind, Integer> signals = new EnumMap<>(SignalKind.class);
        int sightings = 0;
        for (Map.Entry<String, Integer> entry : incident.getKinds().entrySet()) {
            Optional<AlertKind> threat = named(AlertKind.values(), entry.getKey());
            Optional<SignalKind> signal = entry.getKey().startsWith(SIGNAL_PREFIX)
                    ? named(SignalKind.values(), entry.getKey().substring(SIGNAL_PREFIX.length()))
                    : Optional.empty();
            threat.ifPresent(kind -> threats.put(kind, entry.getValue()));
            signal.ifPresent(kind -> signals.put(kind, entry.getValue()));
            if (threat.isEmpty() && signal.isEmpty()) {
                sightings += entry.getValue();
            }
        }
        return new Signs(threats, signals, sightings);
    }

    /** The signs of people, worst first. */
    List<AlertKind> worstFirst() {
        return threats.entrySet().stream()
                .sorted(WORST_FIRST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The kind that an alert bears: the worst sign of people, else what comes nearest to the conclusion behind it. */
    AlertKind worst() {
        return worstFirst().stream()
                .findFirst()
                .or(() -> signals.keySet().stream().map(Signs::said).min(Comparator.naturalOrder()))
                .orElse(AlertKind.OTHER);
    }

    /** Whether a patrol has missed its check-in. */
    boolean checkInMissed() {
        return signals.containsKey(SignalKind.CHECK_IN);
    }

    /** The kinds by which teams choose what they are told; a missed check-in is for those who want an SOS. */
    Set<AlertKind> wanted() {
        Set<AlertKind> wanted = EnumSet.noneOf(AlertKind.class);
        wanted.addAll(threats.keySet());
        signals.keySet().forEach(signal -> wanted.add(signal == SignalKind.CHECK_IN ? AlertKind.SOS : said(signal)));
        if (wanted.isEmpty()) {
            wanted.add(AlertKind.OTHER);
        }
        return wanted;
    }

    /** How long it is worth telling: as long as the longest lived of the evidence; null: until somebody is told. */
    @Nullable
    Duration lifetime() {
        if (checkInMissed()
                || threats.keySet().stream().anyMatch(kind -> MaxAge.of(kind).isEmpty())) {
            return null;
        }
        return threats.keySet().stream()
                .map(MaxAge::of)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(WITHOUT_THREAT);
    }

    /** The newest evidence of the worst kind, else the newest of all; empty where there is none. */
    static Optional<IncidentEvidence> newestOfWorst(Incident incident, AlertKind worst) {
        List<IncidentEvidence> joined = incident.getEvidence().stream()
                .filter(IncidentEvidence::getJoined)
                .toList();
        return newest(joined.stream()
                        .filter(evidence -> evidence.getKind() == worst)
                        .toList())
                .or(() -> newest(joined));
    }

    private static Optional<IncidentEvidence> newest(Collection<IncidentEvidence> evidence) {
        return evidence.stream()
                .max(Comparator.comparing(IncidentEvidence::getObservedAt)
                        .thenComparing(IncidentEvidence::getEventKey));
    }

    private static AlertKind said(SignalKind signal) {
        return switch (signal) {
            case ABSENCE -> AlertKind.CAMERA_SILENT;
            case BASELINE -> AlertKind.HUMAN_PRESENCE;
            // A patrol that is not heard of has not called: to say SOS would be wrong.
            case CHECK_IN, CROSSING, MOVEMENT -> AlertKind.OTHER;
        };
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        for (E value : values) {
            if (value.name().equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
