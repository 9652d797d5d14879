package org.amurwatch.producer.firms;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.table.FieldPosition;
import org.amurwatch.producer.table.ImportedFile;
import org.amurwatch.producer.table.PossibleTime;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.RowOutcomes;
import org.amurwatch.producer.table.RowReading;
import org.amurwatch.producer.table.UnusableRow;
import org.amurwatch.producer.territory.TerritoryGround;
import org.jspecify.annotations.Nullable;

/**
 * A row of NASA FIRMS (MODIS MCD14, VIIRS VNP14 and VJ114; near real time and archive) as an alert of kind FIRE. Its identity is
 * the satellite with time and place of the pixel, so that the files of 24 hours and of 7 days state the same fires.
 */
final class FirmsReading implements RowReading {

    private final @Nullable TerritoryGround ground;
    private final String farAway;

    /**
     * @param ground fires far from it are left out; null: none is
     * @param marginKilometres how far that is
     */
    FirmsReading(@Nullable TerritoryGround ground, double marginKilometres) {
        this.ground = ground;
        this.farAway =
                String.format(Locale.ROOT, "outside all territories by more than %s km", plain(marginKilometres));
    }

    @Override
    public void begin(Header header, ImportedFile file) {
        for (String column :
                List.of("latitude", "longitude", "acq_date", "acq_time", "satellite", "confidence", "frp")) {
            header.require(column);
        }
    }

    @Override
    public void read(Row row, ImportedFile file, RowOutcomes outcomes) throws UnusableRow {
        Position position = FieldPosition.of(row, "latitude", "longitude", pixelRadius(row));
        Instant at = time(row);
        String satellite = satellite(row.required(40, "satellite"));
        Confidence confidence = confidence(row.required(40, "confidence"));
        BigDecimal power = power(row);
        if (ground != null) {
            TerritoryGround.Nearness nearness = ground.nearness(position.getLatitude(), position.getLongitude());
            if (nearness == TerritoryGround.Nearness.FAR) {
                outcomes.leftOut(farAway);
                return;
            }
            if (nearness == TerritoryGround.Nearness.NEAR) {
                outcomes.counted("outside all territories, near one");
            }
        }
        String impossible = PossibleTime.impossible(at, file.now());
        PoachingAlert alert = PoachingAlert.newBuilder()
                .setProvenance(file.provenance(id(satellite, at, row), row))
                .setPurpose(file.purpose())
                .setObservedAt(at)
                .setClockSuspect(impossible != null)
                .setPosition(position)
                .setKind(AlertKind.FIRE)
                .setStatedKind(stated(satellite, confidence, power))
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(confidence.probability())
                        .setBy(product(row))
                        .build())
                .build();
        if (impossible != null) {
            outcomes.clockSuspect(row, "acq_date " + at + " " + impossible);
        }
        outcomes.event(new LiveEvent.OfPoachingAlert(alert, null));
    }

    private static String id(String satellite, Instant at, Row row) throws UnusableRow {
        return StableId.of(
                "firms",
                satellite,
                at.toString(),
                plain(row.degrees("latitude", 90)),
                plain(row.degrees("longitude", 180)));
    }

    /** 02:36 UTC is written 0236, 236 where a spreadsheet took it for a number, and 02:36. */
    private static Instant time(Row row) throws UnusableRow {
        String date = row.required("acq_date");
        String text = row.required("acq_time");
        String digits = text.replace(":", "");
        try {
            if (!digits.matches("\\d{1,4}")) {
                throw new DateTimeException("No digits");
            }
            int time = Integer.parseInt(digits);
            return LocalDate.parse(date)
                    .atTime(LocalTime.of(time / 100, time % 100))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new UnusableRow("acq_date " + UnusableRow.shown(date) + " with acq_time " + UnusableRow.shown(text)
                    + " is no time; expected for instance 2026-01-17 and 0618 (UTC)");
        }
    }

    /** One satellite has several names in files of different years. */
    private static String satellite(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "TERRA" -> "T";
            case "AQUA" -> "A";
            case "1" -> "N20";
            case "2" -> "N21";
            default -> name.toUpperCase(Locale.ROOT);
        };
    }

    /**
     * How sure it is that something burns.
     *
     * @param words as the source says it
     * @param probability 0 to 1; null where it says low, nominal or high
     */
    private record Confidence(String words, @Nullable Double probability) {}

    private static Confidence confidence(String text) throws UnusableRow {
        String word =
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "l", "low" -> "low";
                    case "n", "nominal" -> "nominal";
                    case "h", "high" -> "high";
                    default -> "";
                };
        if (!word.isEmpty()) {
            return new Confidence(word, null);
        }
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= 100) {
            return new Confidence(text + " %", Integer.parseInt(text) / 100.0);
        }
        throw new UnusableRow(
                "confidence " + UnusableRow.shown(text) + " is neither 0 to 100 nor l, n, h (low, nominal, high)");
    }

    private static BigDecimal power(Row row) throws UnusableRow {
        String text = row.required("frp");
        try {
            BigDecimal power = text.length() > 20 ? null : new BigDecimal(text);
            // A pixel cooler than the ground around it has a power below 0 in archive files.
            if (power != null && Math.abs(power.scale()) <= 10) {
                return power;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number that is too long.
        }
        throw new UnusableRow("frp " + UnusableRow.shown(text) + " is no number of megawatts");
    }

    private static String stated(String satellite, Confidence confidence, BigDecimal power) {
        return "hotspot seen by satellite " + satellite + ", confidence " + confidence.words() + ", FRP "
                + power.toPlainString() + " MW";
    }

    private static @Nullable String product(Row row) throws UnusableRow {
        String version = row.shortText(40, "version");
        return version == null ? "FIRMS" : "FIRMS " + version;
    }

    /** Half the diagonal of the pixel, in which the fire lies somewhere: scan and track are its sides in kilometres. */
    private static @Nullable Double pixelRadius(Row row) {
        Double scan = row.positive("scan");
        Double track = row.positive("track");
        return scan == null || track == null || scan > 20 || track > 20
                ? null
                : Math.ceil(Math.hypot(scan, track) / 2 * 1000);
    }

    private static String plain(BigDecimal degrees) {
        return degrees.signum() == 0 ? "0" : degrees.stripTrailingZeros().toPlainString();
    }

    private static String plain(double number) {
        return plain(BigDecimal.valueOf(number));
    }
}
