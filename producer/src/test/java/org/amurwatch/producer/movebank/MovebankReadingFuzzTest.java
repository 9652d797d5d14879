package org.amurwatch.producer.movebank;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.time.Duration;
import org.amurwatch.producer.table.FuzzedTable;
import org.junit.jupiter.api.io.TempDir;

class MovebankReadingFuzzTest {

    @TempDir
    private static Path folder;

    @FuzzTest(maxDuration = "2m")
    void shouldUseOrNameEachRow(byte[] table) {
        FuzzedTable.read(table, new MovebankReading(null, Duration.ofHours(1)), folder);
    }
}
