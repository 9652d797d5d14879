package org.amurwatch.streams.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.IndividualSeen;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectStatus;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;

/**
 * The counting rule again, slow and obvious: from all events that hold in the end, everything at once, nothing kept. Shares
 * no code with what it checks.
 */
final class DetectionOracle {

    private static final long HALF_HOUR = 30 * 60 * 1000;

    final Map<String, TerritoryDay> days = new TreeMap<>();
    final Map<String, TerritoryStatus> statuses = new TreeMap<>();

    /** Detections by "TYPE/subject". */
    final Map<String, Long> detections = new TreeMap<>();

    private record Row(
            String group,
            SubjectType type,
            String subject,
            Instant at,
            String episode,
            boolean ofMedia,
            Integer count,
            LocalDate day) {}

    DetectionOracle(Collection<LocatedEvent> events, Purpose system) {
        Map<String, List<LocatedEvent>> byTerritory = new TreeMap<>();
        for (LocatedEvent event : events) {
            byTerritory
                    .computeIfAbsent(event.getPlacement().getTerritoryId(), id -> new ArrayList<>())
                    .add(event);
        }
        byTerritory.values().forEach(ofTerritory -> new OneTerritory(ofTerritory, system).count());
    }

    private final class OneTerritory {

        private final List<LocatedEvent> events;
        private final Purpose system;
        private final String id;
        private final ZoneId zone;
        private final TreeMap<LocalDate, TreeMap<String, SubjectCount>> counts = new TreeMap<>();
        private final TreeMap<LocalDate, TreeMap<String, IndividualSeen>> seen = new TreeMap<>();
        private final TreeMap<LocalDate, Set<String>> knownStations = new TreeMap<>();
        private final TreeMap<LocalDate, Set<String>> activeStations = new TreeMap<>();
        private final TreeMap<LocalDate, Set<String>> activeCameras = new TreeMap<>();
        private final TreeMap<LocalDate, long[]> tallies = new TreeMap<>();
        private final List<Row> rows = new ArrayList<>();
        private long clockSuspect;

        OneTerritory(List<LocatedEvent> events, Purpose system) {
            this.events = events;
            this.system = system;
            this.id = events.get(0).getPlacement().getTerritoryId();
            this.zone = ZoneId.of(events.get(0).getPlacement().getTimeZone());
        }

        void count() {
            for (LocatedEvent event : events) {
                if (event.getSighting() != null) {
                    sighting(event.getSighting());
                } else if (event.getPoachingAlert() != null) {
                    alert(event.getPoachingAlert());
                } else {
                    deployment(event.getDeployment(), event.getReceivedAt());
                }
            }
            detect();
            publish();
        }

        private boolean out(Purpose purpose) {
            return purpose != Purpose.ACTUAL && !(purpose == Purpose.EXERCISE && system == Purpose.EXERCISE);
        }

        private void sighting(Sighting it) {
            if (out(it.getPurpose()) || it.getScientificName() == null) {
                return;
            }
            if (it.getClockSuspect() && it.getProvenance().getFile() != null) {
                clockSuspect++;
                return;
            }
            LocalDate day = it.getObservedAt().atZone(zone).toLocalDate();
            SubjectCount count = countOf(day, SubjectType.SIGHTING, it.getScientificName());
            if (it.getClassification() != null
                    && it.getClassification().getMethod() == ClassificationMethod.MACHINE
                    && it.getClassification().getProbability() != null
                    && it.getClassification().getProbability() < 0.8) {
                count.setUnverified(count.getUnverified() + 1);
                return;
            }
            count.setEvents(count.getEvents() + 1);
            if (it.getCount() == null) {
                count.setCountsMissing(count.getCountsMissing() + 1);
            }
            String own = it.getProvenance().getEventId();
            String group = it.getStationId() != null
                    ? "station " + it.getStationId()
                    : it.getEpisodeId() != null ? "episode " + it.getEpisodeId() : "event " + own;
            rows.add(new Row(
                    group,
                    SubjectType.SIGHTING,
                    it.getScientificName(),
                    it.getObservedAt(),
                    it.getEpisodeId() == null ? "own of " + own : it.getEpisodeId(),
                    it.getLevel() == ObservationLevel.MEDIA,
                    it.getCount(),
                    day));
            if (it.getIdentification() != null
                    && it.getIdentification().getIndividualId() != null
                    && it.getIdentification().getStatus() != IdentificationStatus.UNKNOWN) {
                String animal = it.getProvenance().getSourceId() + "/"
                        + it.getIdentification().getIndividualId();
                String key = it.getScientificName() + "|" + animal + "|"
                        + it.getIdentification().getFlank().ordinal() + "|"
                        + it.getIdentification().getStatus().ordinal();
                IndividualSeen one = seen.computeIfAbsent(day, d -> new TreeMap<>())
                        .computeIfAbsent(
                                key,
                                k -> new IndividualSeen(
                                        it.getScientificName(),
                                        animal,
                                        it.getIdentification().getFlank(),
                                        it.getIdentification().getStatus(),
                                        0L));
                one.setEvents(one.getEvents() + 1);
            }
        }

        private void alert(PoachingAlert it) {
            if (out(it.getPurpose())) {
                return;
            }
            if (it.getClockSuspect() && it.getProvenance().getFile() != null) {
                clockSuspect++;
                return;
            }
            LocalDate day = it.getObservedAt().atZone(zone).toLocalDate();
            SubjectCount count =
                    countOf(day, SubjectType.POACHING_ALERT, it.getKind().name());
            count.setEvents(count.getEvents() + 1);
            if (it.getCount() == null) {
                count.setCountsMissing(count.getCountsMissing() + 1);
            }
            if (it.getExplained() != null) {
                count.setExplained(count.getExplained() + 1);
            }
            String own = it.getProvenance().getEventId();
            rows.add(new Row(
                    it.getStationId() == null ? "event " + own : "station " + it.getStationId(),
                    SubjectType.POACHING_ALERT,
                    it.getKind().name(),
                    it.getObservedAt(),
                    "own of " + own,
                    false,
                    it.getCount(),
                    day));
        }

        private void deployment(Deployment it, Instant receivedAt) {
            if (out(it.getPurpose()) || it.getClockSuspect()) {
                return;
            }
            Instant end = it.getEnd() == null ? receivedAt : it.getEnd();
            LocalDate from = it.getStart().atZone(zone).toLocalDate().minusDays(2);
            LocalDate to = end.atZone(zone).toLocalDate().plusDays(2);
            String camera = it.getStationId() + "|"
                    + (it.getCameraId() == null
                            ? "no camera, deployment " + it.getProvenance().getEventId()
                            : it.getCameraId());
            for (LocalDate day = from; !day.isAfter(to) && it.getStart().isBefore(end); day = day.plusDays(1)) {
                Instant begins = day.atStartOfDay(zone).toInstant();
                Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
                boolean thereAtMidnight = !it.getStart().isAfter(midnight) && midnight.isBefore(end);
                boolean thereThatDay = it.getStart().isBefore(midnight) && begins.isBefore(end);
                if (thereAtMidnight) {
                    activeStations.computeIfAbsent(day, d -> new TreeSet<>()).add(it.getStationId());
                    activeCameras.computeIfAbsent(day, d -> new TreeSet<>()).add(camera);
                }
                if (thereAtMidnight || thereThatDay) {
                    knownStations.computeIfAbsent(day, d -> new TreeSet<>()).add(it.getStationId());
                }
            }
            for (ClassificationTally tally : it.getTallies()) {
                long[] sums = tallies.computeIfAbsent(
                        tally.getQuarterHour().atZone(zone).toLocalDate(), d -> new long[4]);
                sums[0] += tally.getRows();
                sums[1] += tally.getUnclassified();
                sums[2] += tally.getUnknown();
                sums[3] += tally.getBlank();
            }
        }

        private void detect() {
            Map<List<Object>, List<Row>> groups = new HashMap<>();
            for (Row row : rows) {
                groups.computeIfAbsent(List.of(row.group, row.type, row.subject), g -> new ArrayList<>())
                        .add(row);
            }
            for (List<Row> group : groups.values()) {
                group.sort(Comparator.comparing(Row::at));
                List<List<Row>> found = new ArrayList<>();
                Instant lastCounted = null;
                for (Row row : group) {
                    if (lastCounted == null || row.at.toEpochMilli() - lastCounted.toEpochMilli() >= HALF_HOUR) {
                        lastCounted = row.at;
                        found.add(new ArrayList<>());
                    }
                    found.get(found.size() - 1).add(row);
                }
                for (List<Row> detection : found) {
                    Row first = detection.get(0);
                    SubjectCount count = countOf(first.day, first.type, first.subject);
                    count.setDetections(count.getDetections() + 1);
                    count.setAnimals(count.getAnimals() + animals(detection));
                    detections.merge(first.type + "/" + first.subject, 1L, Long::sum);
                }
            }
        }

        private long animals(List<Row> detection) {
            long most = 0;
            Set<String> episodes = new TreeSet<>();
            detection.forEach(row -> episodes.add(row.episode));
            for (String episode : episodes) {
                long sum = 0;
                for (Row row : detection) {
                    long count = row.count == null ? 1 : row.count;
                    if (row.episode.equals(episode) && row.ofMedia) {
                        most = Math.max(most, count);
                    } else if (row.episode.equals(episode)) {
                        sum += count;
                    }
                }
                most = Math.max(most, sum);
            }
            return most;
        }

        private SubjectCount countOf(LocalDate day, SubjectType type, String subject) {
            return counts.computeIfAbsent(day, d -> new TreeMap<>())
                    .computeIfAbsent(
                            type.ordinal() + subject, key -> new SubjectCount(type, subject, 0L, 0L, 0L, 0L, 0L, 0L));
        }

        private void publish() {
            TreeSet<LocalDate> all = new TreeSet<>(counts.keySet());
            all.addAll(knownStations.keySet());
            all.addAll(tallies.keySet());
            TreeMap<String, SubjectStatus> sums = new TreeMap<>();
            for (LocalDate date : all) {
                boolean known = knownStations.containsKey(date);
                long[] tally = tallies.getOrDefault(date, new long[4]);
                days.put(
                        id + "/" + date,
                        new TerritoryDay(
                                id,
                                events.get(0).getPlacement().getSectorId(),
                                date,
                                zone.getId(),
                                new ArrayList<>(counts.getOrDefault(date, new TreeMap<>())
                                        .values()),
                                new ArrayList<>(
                                        seen.getOrDefault(date, new TreeMap<>()).values()),
                                known
                                        ? (Integer) activeStations
                                                .getOrDefault(date, Set.of())
                                                .size()
                                        : null,
                                known
                                        ? (Integer) activeCameras
                                                .getOrDefault(date, Set.of())
                                                .size()
                                        : null,
                                tally[0],
                                tally[1],
                                tally[2],
                                tally[3]));
                counts.getOrDefault(date, new TreeMap<>()).forEach((key, count) -> {
                    if (count.getDetections() > 0) {
                        SubjectStatus sum = sums.computeIfAbsent(
                                key, k -> new SubjectStatus(count.getType(), count.getSubject(), 0L, 0L, null));
                        sum.setDetections(sum.getDetections() + count.getDetections());
                        sum.setAnimals(sum.getAnimals() + count.getAnimals());
                        sum.setLastDay(date);
                    }
                });
            }
            if (!all.isEmpty() || clockSuspect > 0) {
                statuses.put(
                        id,
                        new TerritoryStatus(
                                id,
                                events.get(0).getPlacement().getSectorId(),
                                zone.getId(),
                                new ArrayList<>(sums.values()),
                                all.isEmpty() ? null : all.first(),
                                all.isEmpty() ? null : all.last(),
                                sum(activeStations),
                                sum(activeCameras),
                                clockSuspect));
            }
        }

        private long sum(Map<LocalDate, Set<String>> nights) {
            return nights.values().stream().mapToLong(Set::size).sum();
        }
    }
}
