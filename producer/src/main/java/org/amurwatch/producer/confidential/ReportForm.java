package org.amurwatch.producer.confidential;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Position;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.StatedTime;
import org.jspecify.annotations.Nullable;

/**
 * What the handler writes down: a YAML text of plain fields. Faults name a field and never what stands in it, for who knows where
 * they are printed.
 *
 * @param urgent whether it pages as what has just happened does
 */
record ReportForm(
        AlertKind kind,
        String informant,
        @Nullable String name,
        @Nullable String number,
        @Nullable String text,
        Position exact,
        Instant at,
        @Nullable Integer count,
        boolean urgent) {

    static final int BYTES_AT_MOST = 64 << 10;

    private static final Duration AHEAD_AT_MOST = Duration.ofMinutes(5);
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Set<String> FIELDS = new TreeSet<>(List.of(
            "kind",
            "informant",
            "name",
            "number",
            "text",
            "latitude",
            "longitude",
            "uncertaintyMetres",
            "at",
            "count",
            "urgent"));
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(5).build())
            .build();

    /**
     * Reads a form.
     *
     * @param now a time more than five minutes after it is a fault
     * @throws CommandFailure (exit code 2) with a sentence per fault
     */
    static ReportForm parse(String yaml, Instant now) {
        return new Reading(fields(yaml)).form(now);
    }

    /** Each value as it stands there: a telephone number is no number. */
    private static Map<String, String> fields(String yaml) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = YAML.createParser(yaml)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw noForm("it has no fields");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (!FIELDS.contains(field)) {
                    throw noForm(
                            "line " + parser.currentTokenLocation().getLineNr() + " has a field that is not of it");
                }
                JsonToken value = parser.nextToken();
                if (value == null || value.isStructStart()) {
                    throw noForm("'" + field + "' is not one value");
                }
                if (value != JsonToken.VALUE_NULL
                        && fields.put(field, parser.getText().strip()) != null) {
                    throw noForm("'" + field + "' stands in it twice");
                }
            }
        } catch (IOException | RuntimeException e) {
            // What the parser says cites the text.
            throw e instanceof CommandFailure told ? told : noForm("it is no YAML");
        }
        return fields;
    }

    private static CommandFailure noForm(String why) {
        return CommandFailure.usage(
                "The form can't be used, for " + why + ": expected lines such as 'kind: SNARE', with the" + " fields "
                        + String.join(", ", FIELDS) + ". Nothing was sent.");
    }

    /** Reads single fields, and gathers what is wrong with them. */
    private static final class Reading {

        private final Map<String, String> fields;
        private final List<String> faults = new ArrayList<>();

        Reading(Map<String, String> fields) {
            this.fields = fields;
        }

        ReportForm form(Instant now) {
            ReportForm form = new ReportForm(
                    kind(),
                    String.valueOf(text("informant", true, 100)),
                    text("name", false, 200),
                    text("number", false, 100),
                    text("text", false, 10_000),
                    position(),
                    time(now),
                    count(),
                    urgent());
            if (!faults.isEmpty()) {
                throw CommandFailure.usage("The form has faults. Nothing was sent." + System.lineSeparator() + "  "
                        + String.join(System.lineSeparator() + "  ", faults));
            }
            return form;
        }

        private @Nullable String stated(String field) {
            String value = fields.get(field);
            return value == null || value.isEmpty() ? null : value;
        }

        private @Nullable String text(String field, boolean required, int most) {
            String value = stated(field);
            if (value == null && required) {
                faults.add(field + ": missing; expected a code, such as one that the handler's own list has.");
            } else if (value != null && value.length() > most) {
                faults.add(field + ": expected at most " + most + " characters.");
            }
            return value;
        }

        private AlertKind kind() {
            String name =
                    String.valueOf(stated("kind")).toUpperCase(Locale.ROOT).replace('-', '_');
            return Arrays.stream(AlertKind.values())
                    .filter(kind -> kind.name().equals(name))
                    .findFirst()
                    .orElseGet(() -> {
                        faults.add("kind: expected one of " + Arrays.toString(AlertKind.values()) + ".");
                        return AlertKind.OTHER;
                    });
        }

        private Position position() {
            return Position.newBuilder()
                    .setLatitude(required("latitude", -90, 90))
                    .setLongitude(required("longitude", -180, 180))
                    .setUncertaintyMetres(optional("uncertaintyMetres", 0, 100_000))
                    .build();
        }

        private double required(String field, double least, double most) {
            Double number = optional(field, least, most);
            if (number == null) {
                faults.add(field + ": missing; expected a number.");
                return 0;
            }
            return number;
        }

        private @Nullable Double optional(String field, double least, double most) {
            String value = stated(field);
            if (value == null) {
                return null;
            }
            double number;
            try {
                number = Double.parseDouble(value);
            } catch (NumberFormatException e) {
                number = Double.NaN;
            }
            // Written so that NaN fails too.
            if (!(number >= least && number <= most)) {
                faults.add(field + ": expected a number from " + (long) least + " to " + (long) most + ".");
                return 0.0;
            }
            return number;
        }

        private @Nullable Integer count() {
            Double count = optional("count", 1, 1_000_000);
            if (count != null && count != Math.rint(count)) {
                faults.add("count: expected a whole number.");
            }
            return count == null ? null : count.intValue();
        }

        private boolean urgent() {
            String value = stated("urgent");
            if (value != null && !value.equals("true") && !value.equals("false")) {
                faults.add("urgent: expected true or false.");
            }
            return "true".equals(value);
        }

        private Instant time(Instant now) {
            try {
                Instant at = StatedTime.parse(String.valueOf(stated("at")));
                if (!at.isAfter(now.plus(AHEAD_AT_MOST)) && !at.isBefore(EARLIEST)) {
                    return at;
                }
            } catch (IllegalArgumentException e) {
                // Said below, without what stands there.
            }
            faults.add("at: expected a time since 1990 and not ahead, with an offset or a zone, such as"
                    + " 2026-01-17T16:18+10:00 or 2026-01-17T16:18[Asia/Vladivostok].");
            return now;
        }
    }

    /** Names nobody, wherever it may get printed. */
    @Override
    public String toString() {
        return "ReportForm[" + kind + "]";
    }
}
