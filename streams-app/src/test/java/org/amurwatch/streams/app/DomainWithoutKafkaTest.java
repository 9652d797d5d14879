package org.amurwatch.streams.app;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Geometry and the rules of intake know no Kafka. */
class DomainWithoutKafkaTest {

    private static final Set<String> INTAKE = Set.of("Balance", "EventCheck", "FieldEvent", "Intake");

    @Test
    void shouldKeepKafkaOutOfDomainCode() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("org.amurwatch.streams.territory..")
                .or(DescribedPredicate.describe("are the rules of intake", DomainWithoutKafkaTest::isIntakeRule))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.confluent..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.amurwatch.streams"));
    }

    private static boolean isIntakeRule(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return type.getPackageName().equals("org.amurwatch.streams.intake") && INTAKE.contains(name.split("\\$")[0]);
    }
}
