package org.amurwatch.streams.release;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ReleaseBordersTest {

    @Test
    void shouldKeepWhatIsReleasedFreeOfKafka() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(ReleaseTopology|ReleaseProcessor|ReleaseInputProcessor)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.amurwatch.streams.release"));
    }
}
