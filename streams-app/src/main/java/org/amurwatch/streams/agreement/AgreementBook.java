package org.amurwatch.streams.agreement;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.event.Purposes;
import org.amurwatch.precision.ReleaseLimits;
import org.amurwatch.streams.activity.CountingThresholds;
import org.jspecify.annotations.Nullable;

/** The agreements, and which events each of them names: by what they show, never by where. Immutable. */
public final class AgreementBook {

    /** What anybody may do, too: as long as nobody suspects poaching, no partner is told that it is. */
    private static final Set<AlertKind> ANYBODY =
            Set.of(AlertKind.HUMAN_PRESENCE, AlertKind.HUMAN_TRACKS, AlertKind.VEHICLE, AlertKind.DOG, AlertKind.LIGHT);

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Map<String, Agreement> agreements = new LinkedHashMap<>();

    /** Names of species as they are compared, by agreement. */
    private final Map<String, List<String>> species = new HashMap<>();

    private final Set<String> partnerSources;

    public AgreementBook(Collection<Agreement> agreements) {
        agreements.stream().sorted(Comparator.comparing(Agreement::getId)).forEach(agreement -> {
            this.agreements.put(agreement.getId(), agreement);
            this.species.put(
                    agreement.getId(),
                    agreement.getSpecies().stream().map(AgreementBook::normal).toList());
        });
        this.partnerSources = agreements.stream()
                .flatMap(agreement -> agreement.getSourceIds().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All of them, those that are over too, by id. */
    public Collection<Agreement> all() {
        return agreements.values();
    }

    public Optional<Agreement> of(String id) {
        return Optional.ofNullable(agreements.get(id));
    }

    /** Whether any agreement, also one that is over, names an event. */
    public boolean namesAny(@Nullable LocatedEvent event, Purpose system) {
        return event != null && agreements.values().stream().anyMatch(agreement -> names(agreement, event, system));
    }

    /** Whether an agreement names an event, were it in force. What partners sent is named by none: no echo, no relay. */
    public boolean names(Agreement agreement, LocatedEvent event, Purpose system) {
        Sighting sighting = event.getSighting();
        if (sighting != null) {
            return !partnerSources.contains(sighting.getProvenance().getSourceId())
                    && Purposes.counts(sighting.getPurpose(), system)
                    && !sighting.getWithdrawn()
                    && !(sighting.getClockSuspect() && sighting.getProvenance().getFile() != null)
                    && !CountingThresholds.STANDARD.unverified(sighting.getClassification())
                    && namesSpecies(agreement, sighting.getScientificName());
        }
        PoachingAlert alert = event.getPoachingAlert();
        return alert != null
                && !partnerSources.contains(alert.getProvenance().getSourceId())
                && Purposes.counts(alert.getPurpose(), system)
                && !alert.getWithdrawn()
                && !(alert.getClockSuspect() && alert.getProvenance().getFile() != null)
                && alert.getExplained() == null
                && !(alert.getSuspicion() == Suspicion.NONE && ANYBODY.contains(alert.getKind()))
                && !ReleaseLimits.NEVER.contains(alert.getKind())
                && agreement.getKinds().contains(alert.getKind());
    }

    private boolean namesSpecies(Agreement agreement, @Nullable String scientificName) {
        if (agreement.getAllSpecies() || scientificName == null) {
            return agreement.getAllSpecies();
        }
        String name = normal(scientificName);
        return species.getOrDefault(agreement.getId(), List.of()).stream()
                // A species names its subspecies.
                .anyMatch(named -> name.equals(named) || name.startsWith(named + " "));
    }

    private static String normal(String scientificName) {
        return SPACES.matcher(scientificName.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    /** Whether an agreement lets something be released that was received at a time. */
    public static boolean inForce(Agreement agreement, long receivedMillis) {
        return !agreement.getRetired()
                && receivedMillis >= agreement.getStartAt().toEpochMilli()
                && (agreement.getEndAt() == null
                        || receivedMillis < agreement.getEndAt().toEpochMilli());
    }
}
