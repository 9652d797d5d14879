package org.amurwatch.producer.firms;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import org.amurwatch.producer.table.FuzzedTable;
import org.junit.jupiter.api.io.TempDir;

class FirmsReadingFuzzTest {

    @TempDir
    private static Path folder;

    @FuzzTest(maxDuration = "2m")
    void shouldUseOrNameEachRow(byte[] table) {
        FuzzedTable.read(table, new FirmsReading(null, 5), folder);
    }
}
