package org.amurwatch.producer.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever comes, it is rows in their order, or a sentence; no letter is read twice. */
class CsvReaderFuzzTest {

    @FuzzTest
    void shouldReadRowsOrSayWhy(byte[] file) throws IOException {
        long letters = 0;
        long last = 0;
        try (CsvReader table = new CsvReader(
                new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8), ',', '"')) {
            List<String> row;
            while ((row = table.next()) != null) {
                assertThat(table.row()).isGreaterThan(last);
                last = table.row();
                letters += row.stream().mapToLong(String::length).sum() + row.size() - 1;
            }
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("row ");
        }
        assertThat(letters).isLessThanOrEqualTo(file.length);
    }
}
