package org.amurwatch.producer.mqtt;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.Position;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.FileRecord;
import org.amurwatch.producer.file.RecordFile;
import org.jspecify.annotations.Nullable;

/**
 * The table of devices, as CSV with the columns {@code id,station,latitude,longitude,uncertaintyMetres,team}, or as YAML with
 * a list {@code devices} of the same fields.
 */
final class DevicesFile {

    private static final List<String> FIELDS =
            List.of("id", "station", "latitude", "longitude", "uncertaintyMetres", "team");
    private static final double MOST_UNCERTAIN_METRES = 1_000_000;

    private DevicesFile() {}

    /** @throws CommandFailure (exit code 2) with a sentence per fault */
    static Map<String, Device> read(Path file) {
        boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        return parse(file.toString(), RecordFile.text(file, csv ? "CSV" : "YAML"), csv);
    }

    static Map<String, Device> parse(String name, String text, boolean csv) {
        RecordFile file = new RecordFile(name, "device");
        List<Device> devices =
                csv ? file.csv(text, Set.of(), DevicesFile::device) : file.yaml(text, "devices", DevicesFile::device);
        Map<String, Device> byId = new LinkedHashMap<>();
        devices.forEach(device -> byId.put(device.id(), device));
        return byId;
    }

    private static Device device(FileRecord record) {
        record.only("device", FIELDS);
        Position position = record.has("latitude") || record.has("longitude") ? position(record) : null;
        return new Device(record.text("id"), shortText(record, "station"), position, shortText(record, "team"));
    }

    private static @Nullable String shortText(FileRecord record, String field) {
        String text = record.optionalText(field);
        if (text != null && text.length() > 100) {
            record.fault(field, "it has " + text.length() + " characters: expected at most 100.");
        }
        return text;
    }

    /** A position, with how uncertain it is where that is said. */
    static Position position(FileRecord record) {
        return Position.newBuilder(record.position())
                .setUncertaintyMetres(
                        record.has("uncertaintyMetres")
                                ? (Double) record.number("uncertaintyMetres", 0, MOST_UNCERTAIN_METRES)
                                : null)
                .build();
    }
}
