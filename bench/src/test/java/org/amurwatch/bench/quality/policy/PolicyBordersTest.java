package org.amurwatch.bench.quality.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.amurwatch.producer.simulation.Behaviour;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.SimulationSink;

@AnalyzeClasses(packages = "org.amurwatch.bench", importOptions = DoNotIncludeTests.class)
class PolicyBordersTest {

    @ArchTest
    static final ArchRule policiesShouldNotKnowTheGroundTruth = noClasses()
            .that()
            .resideInAPackage("..bench.quality.policy..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Behaviour.class, Cause.class, Incursion.class, Origin.class, SimulationSink.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("..bench.quality.score..", "..bench.quality.training..", "..bench.quality.world..");

    /** All but the one policy that is the system's own. */
    @ArchTest
    static final ArchRule theRulerShouldKnowNoRulesOfTheSystem = noClasses()
            .that()
            .resideInAPackage("org.amurwatch.bench.quality..")
            .and()
            .resideOutsideOfPackage("..bench.quality.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.amurwatch.streams..", "org.amurwatch.consumer..", "org.amurwatch.local..");

    @ArchTest
    static final ArchRule policiesShouldKnowNothingThatIsToldToPeople = noClasses()
            .that()
            .resideInAPackage("..bench.quality.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.amurwatch.consumer..", "org.amurwatch.local..");

    @ArchTest
    static final ArchRule packagesShouldFormNoCycles =
            slices().matching("org.amurwatch.bench.quality.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule qualityShouldKnowNothingOfThroughput = noClasses()
            .that()
            .resideInAPackage("..bench.quality..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..bench.throughput..");
}
