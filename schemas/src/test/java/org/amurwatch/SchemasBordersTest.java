package org.amurwatch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the module of the contracts keeps to: it knows no other module. */
@AnalyzeClasses(packages = "org.amurwatch", importOptions = DoNotIncludeTests.class)
class SchemasBordersTest {

    @ArchTest
    static final ArchRule shouldKnowNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.amurwatch.producer..",
                    "org.amurwatch.streams..",
                    "org.amurwatch.consumer..",
                    "org.amurwatch.local..",
                    "org.amurwatch.bench..");

    @ArchTest
    static final ArchRule shouldKeepEventsAndFailuresFreeOfKafka = noClasses()
            .that()
            .resideInAnyPackage("org.amurwatch.event..", "org.amurwatch.failure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.confluent..");

    /** A serde is made for a topic and a connection makes serdes: those two packages know each other, no others do. */
    @ArchTest
    static final ArchRule shouldHaveNoCyclesBetweenPackages = slices().matching("org.amurwatch.(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAPackage("org.amurwatch.serde"), resideInAPackage("org.amurwatch.topic"));
}
