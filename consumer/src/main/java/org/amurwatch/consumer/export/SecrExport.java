package org.amurwatch.consumer.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfSighting;
import org.amurwatch.event.Purposes;
import org.jspecify.annotations.Nullable;

/**
 * Capture history and trap file for the R package secr ({@code read.capthist}, fmt "trapID"): identified animals of one species,
 * stations as detectors of type proximity, usage in nights.
 */
final class SecrExport implements ExportFormat {

    /**
     * What is wanted.
     *
     * @param source of one source alone; null: of all
     */
    record Wanted(
            String species, Occasions occasions, @Nullable String source) {

        boolean isFrom(String sourceId) {
            return source == null || source.equals(sourceId);
        }
    }

    private final Wanted wanted;

    SecrExport(Wanted wanted) {
        this.wanted = wanted;
    }

    @Override
    public void write(ExportIndex index, ExportStore scratch, Purpose system, Path folder, ExportSummary summary) {
        Detectors detectors = new Detectors(wanted.occasions());
        index.eachDeployment("", deployment -> {
            if (!deployment.getWithdrawn()
                    && Purposes.counts(deployment.getPurpose(), system)
                    && wanted.isFrom(deployment.getProvenance().getSourceId())) {
                detectors.add(deployment);
            }
        });
        IndividualNames names = IndividualNames.of(index);
        Captures captures = captures(new HeldEvents(index, system), detectors, names, summary);
        List<Detectors.Detector> all = detectors.all();
        List<String> animals = captures.individuals();
        summary.set("detectors", all.size());
        summary.set("occasions", wanted.occasions().count());
        summary.set("individuals", animals.size());
        summary.set("captures", captures.all().size());
        Map<String, String> ids = ids(animals);
        UtmZone zone = zone(all);
        try {
            Files.writeString(folder.resolve("traps.txt"), SecrTexts.traps(all, zone, wanted.occasions()));
            Files.writeString(folder.resolve("captures.txt"), captureFile(captures, all, ids, names));
            Files.writeString(folder.resolve("README.txt"), SecrTexts.readMe(wanted, zone, summary));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write into " + folder, e);
        }
        writeStations(folder, all);
        writeIndividuals(folder, captures, ids, names);
    }

    private static void writeStations(Path folder, List<Detectors.Detector> all) {
        try (TableFile table = TableFile.create(
                folder.resolve("stations.csv"), List.of("detector", "station", "latitude", "longitude"))) {
            all.forEach(detector -> table.row()
                    .set("detector", detector.name())
                    .set("station", detector.stationId())
                    .set("latitude", Texts.plain(detector.position().getLatitude()))
                    .set("longitude", Texts.plain(detector.position().getLongitude()))
                    .write());
        }
    }

    private static void writeIndividuals(
            Path folder, Captures captures, Map<String, String> ids, IndividualNames names) {
        try (TableFile table =
                TableFile.create(folder.resolve("individuals.csv"), List.of("id", "individual", "sex", "flanks"))) {
            ids.forEach((animal, id) -> table.row()
                    .set("id", id)
                    .set("individual", animal)
                    .set("sex", sex(animal, captures, names))
                    .set("flanks", word(captures.flanks(animal)))
                    .write());
        }
    }

    private Captures captures(HeldEvents events, Detectors detectors, IndividualNames names, ExportSummary summary) {
        Captures captures = new Captures();
        summary.set("withoutIndividual", 0);
        summary.set("withoutEffort", 0);
        events.forEach(held -> {
            Observation event = held.observation();
            OptionalInt occasion = isWanted(event) ? wanted.occasions().of(event.observedAt()) : OptionalInt.empty();
            if (occasion.isEmpty()) {
                return;
            }
            Sighting sighting = ((OfSighting) event).sighting();
            String individual = names.of(sighting.getProvenance().getSourceId(), sighting.getIdentification());
            String station = sighting.getStationId();
            if (individual == null) {
                summary.add("withoutIndividual", 1);
            } else if (station == null || !detectors.watched(station, occasion.getAsInt())) {
                summary.add("withoutEffort", 1);
            } else {
                captures.add(
                        new Captures.Capture(individual, occasion.getAsInt(), station),
                        sighting.getIdentification().getFlank(),
                        sighting.getSex());
            }
        });
        return captures;
    }

    private boolean isWanted(Observation event) {
        return event instanceof OfSighting animal
                && !event.clockSuspect()
                && animal.sighting().getMethod() == ObservationMethod.CAMERA_TRAP
                && wanted.species().equalsIgnoreCase(animal.sighting().getScientificName())
                && wanted.isFrom(event.provenance().getSourceId());
    }

    private static String captureFile(
            Captures captures, List<Detectors.Detector> detectors, Map<String, String> ids, IndividualNames names) {
        Map<String, String> detectorOf = new LinkedHashMap<>();
        detectors.forEach(detector -> detectorOf.put(detector.stationId(), detector.name()));
        StringBuilder text = new StringBuilder("# Session ID Occasion Detector sex flank\n");
        captures.all().forEach((capture, flank) -> text.append("1 ")
                .append(ids.get(capture.individual()))
                .append(' ')
                .append(capture.occasion() + 1)
                .append(' ')
                .append(detectorOf.get(capture.stationId()))
                .append(' ')
                .append(sex(capture.individual(), captures, names))
                .append(' ')
                .append(word(flank))
                .append('\n'));
        return text.toString();
    }

    /** Ids without spaces and commas, each one's own. */
    private static Map<String, String> ids(List<String> animals) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String animal : animals) {
            String id = animal.replaceAll("[^\\p{L}\\p{N}.-]", ".");
            String own = id;
            for (int i = 2; ids.containsValue(own); i++) {
                own = id + "-" + i;
            }
            ids.put(animal, own);
        }
        return ids;
    }

    /** The zone of the middle of all stations. */
    private static UtmZone zone(List<Detectors.Detector> detectors) {
        double latitude = detectors.stream()
                .mapToDouble(detector -> detector.position().getLatitude())
                .average()
                .orElse(0);
        double longitude = detectors.stream()
                .mapToDouble(detector -> detector.position().getLongitude())
                .average()
                .orElse(0);
        return UtmZone.of(latitude, longitude);
    }

    /** By the register, else by what was seen; NA as R has it. */
    private static String sex(String animal, Captures captures, IndividualNames names) {
        Individual entry = names.entry(animal);
        Sex sex = entry == null || entry.getSex() == Sex.UNSPECIFIED ? captures.sex(animal) : entry.getSex();
        return sex == Sex.UNSPECIFIED ? "NA" : sex.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Flank flank) {
        return flank == Flank.UNSPECIFIED ? "NA" : flank.name().toLowerCase(Locale.ROOT);
    }
}
