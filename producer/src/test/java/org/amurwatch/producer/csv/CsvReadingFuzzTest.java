package org.amurwatch.producer.csv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.FuzzedTable;
import org.junit.jupiter.api.io.TempDir;

class CsvReadingFuzzTest {

    private static final String MAPPING = """
            columns: {id: i, time: t, until: u, latitude: y, longitude: x, type: w, count: n, note: r, withdrawn: d}
            time: {pattern: dd.MM.yyyy H:mm, zone: Asia/Vladivostok}
            types: {a: SNARE, b: SIGHTING, c: IGNORE}
            """;

    @TempDir
    private static Path folder;

    @FuzzTest(maxDuration = "2m")
    void shouldUseOrNameEachRow(byte[] table) throws IOException {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        FuzzedTable.read(table, new CsvReading(CsvMapping.read(mapping), null), folder);
    }

    @FuzzTest(maxDuration = "2m")
    void shouldReadOrRefuseAnyMapping(byte[] mapping) throws IOException {
        try {
            new CsvReading(CsvMapping.read(Files.write(folder.resolve("any.yaml"), mapping)), null);
        } catch (CommandFailure refused) {
            if (String.valueOf(refused.getMessage()).isBlank()) {
                throw new AssertionError("Refused without a sentence.", refused);
            }
        }
    }
}
