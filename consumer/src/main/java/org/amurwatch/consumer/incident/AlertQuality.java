package org.amurwatch.consumer.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.jspecify.annotations.Nullable;

/**
 * How good the alarms were, from what incidents turned out to be. A page is an incident that somebody was told of; it is real
 * where poaching was confirmed or a sign of it was found, false where the outcome says so or nothing is left of its evidence,
 * and else not known. An incident that was joined to another is no page of its own.
 */
public final class AlertQuality {

    private static final Set<Outcome> REAL = EnumSet.of(Outcome.POACHING_CONFIRMED, Outcome.SIGN_WITHOUT_PERSON);

    private static final Set<Outcome> FALSE =
            EnumSet.of(Outcome.PERMITTED_PERSON, Outcome.OUR_STAFF, Outcome.ANIMAL, Outcome.DETECTOR_ERROR);

    private static final Set<IncidentState> NOTHING =
            EnumSet.of(IncidentState.FALSE_ALARM, IncidentState.EXPLAINED, IncidentState.WITHDRAWN);

    private static final Set<ResponseKind> HEARD =
            EnumSet.of(ResponseKind.ACKNOWLEDGED, ResponseKind.ON_THE_WAY, ResponseKind.ARRIVED);

    private AlertQuality() {}

    /** By what incidents are grouped; an incident of several rules, kinds or sources stands under each. */
    public enum Grouping {
        RULE,
        KIND,
        SOURCE;

        /** Its name in options and rows: rule, kind, source. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Set<String> of(Incident incident, Collection<IncidentEvidence> evidence) {
            return switch (this) {
                case RULE -> names(incident.getRules(), RuleReference::getRule);
                case KIND -> names(standing(evidence), IncidentRows::what);
                case SOURCE -> names(standing(evidence), IncidentEvidence::getSourceId);
            };
        }

        /** An incident of which nothing is left stands under what it was raised for: false alarms count against their detector. */
        private static Collection<IncidentEvidence> standing(Collection<IncidentEvidence> evidence) {
            List<IncidentEvidence> joined =
                    evidence.stream().filter(IncidentEvidence::getJoined).toList();
            return joined.isEmpty() ? evidence : joined;
        }

        private static <T> Set<String> names(Collection<T> things, Function<T, String> name) {
            return things.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * Minutes from the first page to an answer.
     *
     * @param count of how many pages
     * @param median nearest rank; null where there is none
     * @param p95 nearest rank: within it, 95 of 100
     */
    public record Minutes(
            int count, @Nullable Double median, @Nullable Double p95) {}

    /**
     * Figures of one group.
     *
     * @param name the rule, kind or source; null for all pages together
     * @param precision real / (real + false); null where neither is known
     */
    public record Row(
            @Nullable String name,
            int pages,
            int real,
            int falseAlarms,
            int unknown,
            @Nullable Double precision,
            Minutes toAcknowledge,
            Minutes toArrive) {}

    /**
     * One row for all pages together, then one for each group, most pages first.
     *
     * @param evidence all that is or was evidence, by incident id
     */
    public static List<Row> of(
            Collection<Incident> incidents, Map<String, List<IncidentEvidence>> evidence, Grouping grouping) {
        List<Incident> pages = incidents.stream().filter(AlertQuality::isPage).toList();
        Map<String, List<Incident>> groups = new TreeMap<>();
        for (Incident page : pages) {
            grouping.of(page, evidence.getOrDefault(page.getIncidentId(), List.of()))
                    .forEach(name -> groups.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(page));
        }
        List<Row> rows = new ArrayList<>();
        rows.add(row(null, pages));
        groups.entrySet().stream()
                .map(group -> row(group.getKey(), group.getValue()))
                .sorted((left, right) -> Integer.compare(right.pages, left.pages))
                .forEach(rows::add);
        return rows;
    }

    private static boolean isPage(Incident incident) {
        return incident.getState() != IncidentState.MERGED
                && !incident.getToldTeamIds().isEmpty();
    }

    private static Row row(@Nullable String name, List<Incident> pages) {
        int real = (int) pages.stream().filter(AlertQuality::isReal).count();
        int falseAlarms = (int) pages.stream().filter(AlertQuality::isFalse).count();
        int known = real + falseAlarms;
        return new Row(
                name,
                pages.size(),
                real,
                falseAlarms,
                pages.size() - known,
                known == 0 ? null : real / (double) known,
                minutes(pages, HEARD::contains),
                minutes(pages, kind -> kind == ResponseKind.ARRIVED));
    }

    private static boolean isReal(Incident incident) {
        return incident.getOutcome() != null && REAL.contains(incident.getOutcome());
    }

    private static boolean isFalse(Incident incident) {
        return incident.getOutcome() == null
                ? NOTHING.contains(incident.getState())
                : FALSE.contains(incident.getOutcome());
    }

    private static Minutes minutes(List<Incident> pages, Function<ResponseKind, Boolean> wanted) {
        List<Double> minutes = new ArrayList<>();
        for (Incident page : pages) {
            Instant told = toldAt(page);
            page.getTimeline().stream()
                    .filter(entry -> entry.getResponse() != null && wanted.apply(entry.getResponse()))
                    .map(TimelineEntry::getAt)
                    .min(Instant::compareTo)
                    .ifPresent(answered -> minutes.add(
                            Math.max(0, Duration.between(told, answered).toMillis() / 60_000.0)));
        }
        minutes.sort(Double::compare);
        return new Minutes(minutes.size(), rank(minutes, 0.5), rank(minutes, 0.95));
    }

    /** The first page; a timeline that has grown too long to hold it began when the incident did. */
    private static Instant toldAt(Incident incident) {
        return incident.getTimeline().stream()
                .filter(entry -> entry.getKind() == TimelineKind.TOLD)
                .map(TimelineEntry::getAt)
                .min(Instant::compareTo)
                .filter(told -> incident.getTimeline().stream().anyMatch(AlertQuality::isOpening))
                .orElse(incident.getOpenedAt());
    }

    private static boolean isOpening(TimelineEntry entry) {
        return entry.getKind() == TimelineKind.OPENED;
    }

    private static @Nullable Double rank(List<Double> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
