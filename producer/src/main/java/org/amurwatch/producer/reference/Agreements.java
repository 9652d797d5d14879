package org.amurwatch.producer.reference;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.AgreedIndividual;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.precision.Grid;
import org.amurwatch.precision.ReleaseLimits;
import org.amurwatch.producer.file.FileRecord;
import org.amurwatch.producer.file.RecordFile;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Agreements with partners as reference data, from YAML. */
final class Agreements implements ReferenceKind<Agreement> {

    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "audience",
            "species",
            "kinds",
            "territories",
            "precision",
            "times",
            "delay",
            "individuals",
            "sources",
            "from",
            "until",
            "review",
            "retired");

    /** The word for all species. */
    private static final String ALL = "all";

    private static final String PRECISIONS = "1, 0.1, 0.01, 0.001 (degrees) or withheld";

    @Override
    public Topic<Agreement> topic() {
        return Topics.AGREEMENTS;
    }

    @Override
    public String one() {
        return "agreement";
    }

    @Override
    public String many() {
        return "agreements";
    }

    @Override
    public List<Agreement> read(Path file) {
        return parse(RecordFile.text(file, "YAML"), file.toString());
    }

    /** @param name how sentences call the text */
    static List<Agreement> parse(String text, String name) {
        return new RecordFile(name, "agreement").yaml(text, "agreements", Agreements::agreement);
    }

    private static Agreement agreement(FileRecord record) {
        record.only("agreement", FIELDS);
        List<String> species = record.texts("species");
        boolean all = species.contains(ALL);
        if (all && species.size() > 1) {
            record.fault("species", "names all, and some: expected [all] alone, or scientific names.");
        }
        Agreement agreement = Agreement.newBuilder()
                .setId(id(record))
                .setName(record.text("name"))
                .setAudience(record.word("audience", Audience.class, Audience.PARTNER))
                .setAllSpecies(all)
                .setSpecies(all ? List.of() : species)
                .setKinds(record.words("kinds", AlertKind.class))
                .setTerritoryIds(record.texts("territories"))
                .setPrecision(precision(record))
                .setTimePrecision(record.word("times", TimePrecision.class, TimePrecision.DAY))
                .setDelayMillis(delay(record).toMillis())
                .setIndividuals(individuals(record))
                .setSourceIds(record.texts("sources"))
                .setStartAt(record.time("from"))
                .setEndAt(optionalTime(record, "until"))
                .setReviewAt(optionalTime(record, "review"))
                .setRetired(record.truth("retired"))
                .build();
        check(record, agreement);
        return agreement;
    }

    private static String id(FileRecord record) {
        String id = record.id();
        if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9-]{0,49}")) {
            record.fault(
                    "id",
                    "'" + id
                            + "': expected 1 to 50 lower-case letters, digits and hyphens, since it stands in addresses.");
        }
        return id;
    }

    private static GridPrecision precision(FileRecord record) {
        String stated = record.text("precision").toLowerCase(Locale.ROOT);
        return switch (stated) {
            case "1" -> GridPrecision.DEGREE;
            case "0.1" -> GridPrecision.TENTH;
            case "0.01" -> GridPrecision.HUNDREDTH;
            case "0.001" -> GridPrecision.THOUSANDTH;
            case "withheld", "" -> GridPrecision.WITHHELD;
            default -> {
                record.fault("precision", "'" + stated + "': expected \"" + PRECISIONS + "\", in quotes.");
                yield GridPrecision.WITHHELD;
            }
        };
    }

    private static Duration delay(FileRecord record) {
        String stated = record.optionalText("delay");
        if (stated == null) {
            return Duration.ZERO;
        }
        try {
            Duration delay = Duration.parse(stated);
            if (!delay.isNegative()) {
                return delay;
            }
        } catch (DateTimeParseException e) {
            // Said below, as for a negative one.
        }
        record.fault("delay", "'" + stated + "': expected a duration of 0 or more, such as PT6H or P30D.");
        return Duration.ZERO;
    }

    private static @Nullable Instant optionalTime(FileRecord record, String field) {
        return record.has(field) ? record.time(field) : null;
    }

    private static List<AgreedIndividual> individuals(FileRecord record) {
        List<AgreedIndividual> individuals = new ArrayList<>();
        Set<String> aliases = new HashSet<>();
        record.textsByWord("individuals").forEach((id, alias) -> {
            if (!aliases.add(alias)) {
                record.fault("individuals", "two animals are called '" + alias + "': expected a name for each.");
            }
            individuals.add(new AgreedIndividual(id, alias));
        });
        return individuals;
    }

    private static void check(FileRecord record, Agreement agreement) {
        if (agreement.getEndAt() != null && !agreement.getStartAt().isBefore(agreement.getEndAt())) {
            record.fault(
                    "until", agreement.getEndAt() + ": expected a time after 'from', " + agreement.getStartAt() + ".");
        }
        agreement.getKinds().stream()
                .filter(ReleaseLimits.NEVER::contains)
                .forEach(kind -> record.fault(
                        "kinds",
                        kind + " is never released: it tells where patrols or sensors are. Expected kinds without "
                                + new TreeSet<>(ReleaseLimits.NEVER) + "."));
        if (agreement.getAudience() == Audience.PUBLIC && ReleaseLimits.finerThanPublic(agreement.getPrecision())) {
            record.fault(
                    "precision",
                    Grid.size(agreement.getPrecision()).toPlainString()
                            + ": expected 0.1, 1 or withheld for the public; where patrols and cameras are is nothing to publish.");
        }
    }

    @Override
    public String id(Agreement agreement) {
        return agreement.getId();
    }

    @Override
    public boolean retired(Agreement agreement) {
        return agreement.getRetired();
    }

    @Override
    public Agreement asRetired(Agreement agreement) {
        return Agreement.newBuilder(agreement).setRetired(true).build();
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "audience",
                "species",
                "kinds",
                "territories",
                "precision",
                "times",
                "delay",
                "from",
                "until",
                "review",
                "retired");
    }

    @Override
    public Map<String, @Nullable Object> row(Agreement agreement, OutputFormat format) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", agreement.getId());
        row.put("audience", agreement.getAudience().name());
        row.put(
                "species",
                ReferenceTable.shown(agreement.getAllSpecies() ? List.of(ALL) : agreement.getSpecies(), format));
        row.put(
                "kinds",
                ReferenceTable.shown(
                        agreement.getKinds().stream().map(Enum::name).toList(), format));
        row.put("territories", ReferenceTable.shown(agreement.getTerritoryIds(), format));
        row.put(
                "precision",
                agreement.getPrecision() == GridPrecision.WITHHELD
                        ? "withheld"
                        : Grid.size(agreement.getPrecision()).toPlainString());
        row.put("times", agreement.getTimePrecision().name());
        row.put("delay", Duration.ofMillis(agreement.getDelayMillis()).toString());
        row.put("from", agreement.getStartAt().toString());
        row.put("until", shown(agreement.getEndAt()));
        row.put("review", shown(agreement.getReviewAt()));
        row.put("retired", agreement.getRetired());
        return row;
    }

    private static @Nullable String shown(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** Territories may be loaded after the agreements, so that an unknown one is no fault. */
    @Override
    public List<String> notes(Map<String, Agreement> loaded, ReferenceStore store) {
        Set<String> territories = store.read(Topics.TERRITORIES).keySet();
        List<String> notes = new ArrayList<>();
        for (Agreement agreement : loaded.values()) {
            String called = "Agreement '" + agreement.getId() + "' ";
            agreement.getTerritoryIds().stream()
                    .filter(id -> !territories.contains(id))
                    .forEach(id -> notes.add(called + "names the territory '" + id + "', which is not loaded."));
            if (!agreement.getAllSpecies()
                    && agreement.getSpecies().isEmpty()
                    && agreement.getKinds().isEmpty()) {
                notes.add(called + "names neither species nor kinds: it releases nothing.");
            }
            if (agreement.getReviewAt() == null) {
                notes.add(called + "has no 'review': say when people look again at whether it is still right.");
            }
        }
        return notes;
    }
}
