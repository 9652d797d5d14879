package org.amurwatch.bench.throughput;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.amurwatch.streams.rule.RulesFile;

/** The sets of rules that are measured, as files of rules. */
enum RulesOfMeasurement {

    /** One rule, for something that never happens: what all but the rules costs. */
    NONE("none"),

    /** The set that comes with the program, and more: fifty rules, of which one looks back for years, so that nothing is forgotten. */
    FIFTY("fifty");

    private static final String MORE_SPECIES =
            "  deer: [Cervus nippon]\n  boar: [Sus scrofa]\n  tiger: [Panthera tigris]\n";

    private final String word;

    RulesOfMeasurement(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    String yaml() {
        return this == NONE
                ? resource("none.yaml")
                : RulesFile.builtInText("russia").replace("\nspecies:\n", "\nspecies:\n" + MORE_SPECIES)
                        + resource("more-rules.yaml");
    }

    private static String resource(String name) {
        try (InputStream in = RulesOfMeasurement.class.getResourceAsStream("/throughput/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The resource throughput/" + name + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read throughput/" + name + ".", e);
        }
    }
}
