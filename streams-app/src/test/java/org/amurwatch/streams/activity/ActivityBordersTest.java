package org.amurwatch.streams.activity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ActivityBordersTest {

    @Test
    void shouldKeepTheCountingRuleFreeOfKafka() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(ActivityTopology|ActivityProcessor|StreamsBytes|StreamsCodec)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.amurwatch.streams.activity"));
    }
}
