package org.amurwatch.consumer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.amurwatch.consumer", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {

    @ArchTest
    static final ArchRule CONSUMERS_KNOW_NO_OTHER_MODULE_BUT_SCHEMAS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.amurwatch.producer..", "org.amurwatch.streams..", "org.amurwatch.local..");

    @ArchTest
    static final ArchRule PURE_CODE_KNOWS_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("..wording..")
            .or()
            .haveSimpleNameStartingWith("ActivityCounts")
            .or()
            .haveSimpleName("Deliveries")
            .or()
            .haveSimpleName("AlertPage")
            .or()
            .haveSimpleName("Dispatcher")
            .or()
            .resideInAnyPackage("..channel..", "..endpoint..")
            .or()
            .haveSimpleNameStartingWith("Webhook")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.amurwatch.topic..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("org.amurwatch.consumer.(*)..").should().beFreeOfCycles();
}
