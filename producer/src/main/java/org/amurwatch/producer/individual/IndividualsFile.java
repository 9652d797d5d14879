package org.amurwatch.producer.individual;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualAlias;
import org.amurwatch.avro.Sex;
import org.amurwatch.producer.file.FileRecord;
import org.amurwatch.producer.file.RecordFile;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of individuals with the columns id, scientificName and, as far as known, name, sex, born, died, flanks, aliases,
 * motherId. A file with one fault is refused whole, and every fault is named with line and column.
 */
final class IndividualsFile {

    private static final List<String> COLUMNS =
            List.of("id", "scientificName", "name", "sex", "born", "died", "flanks", "aliases", "motherId");

    private IndividualsFile() {}

    /** @throws org.amurwatch.failure.CommandFailure (exit code 2) with a sentence per fault */
    static List<Individual> read(Path file) {
        return parse(RecordFile.text(file, "CSV"), file.toString());
    }

    /** @param name how sentences call the text */
    static List<Individual> parse(String text, String name) {
        return new RecordFile(name, "individual").csv(text, Set.of(), IndividualsFile::individual);
    }

    private static Individual individual(FileRecord row) {
        row.only("individual", COLUMNS);
        String died = date(row, "died");
        return Individual.newBuilder()
                .setId(row.id())
                .setScientificName(row.text("scientificName"))
                .setName(row.optionalText("name"))
                .setSex(row.word("sex", Sex.class, Sex.UNSPECIFIED))
                .setBorn(date(row, "born"))
                .setDied(died)
                .setFlanksKnown(row.word("flanks", Flank.class, Flank.UNSPECIFIED))
                .setAliases(aliases(row))
                .setMotherId(row.optionalText("motherId"))
                .setRetired(died != null)
                .build();
    }

    /** A year, year-month or date. */
    private static @Nullable String date(FileRecord row, String field) {
        String stated = row.optionalText(field);
        if (stated != null && !isDate(stated)) {
            row.fault(
                    field,
                    "'" + stated + "' is no date: expected a year (2019), a month (2019-06) or a day (2019-06-30).");
        }
        return stated;
    }

    private static boolean isDate(String stated) {
        try {
            switch (stated.length()) {
                case 4 -> Year.parse(stated);
                case 7 -> YearMonth.parse(stated);
                default -> LocalDate.parse(stated);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static List<IndividualAlias> aliases(FileRecord row) {
        List<IndividualAlias> aliases = new ArrayList<>();
        String stated = row.optionalText("aliases");
        if (stated == null) {
            return aliases;
        }
        for (String alias : stated.split(";", -1)) {
            int colon = alias.indexOf(':');
            String register = colon < 0 ? "" : alias.substring(0, colon).strip();
            String id = alias.substring(colon + 1).strip();
            if (register.isEmpty() || id.isEmpty()) {
                row.fault(
                        "aliases", "'" + alias + "' is no alias: expected register:id, several with ';' between them.");
            } else {
                aliases.add(new IndividualAlias(register, id));
            }
        }
        return aliases;
    }
}
