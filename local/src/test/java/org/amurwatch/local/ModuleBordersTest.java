package org.amurwatch.local;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.regex.Pattern;

/**
 * The borders between modules, and between what decides and what talks to Kafka. This module alone knows all the others, so
 * the rules for all of them stand here; those of {@code schemas} for itself stand there.
 */
@AnalyzeClasses(packages = "org.amurwatch", importOptions = DoNotIncludeTests.class)
class ModuleBordersTest {

    private static final String PRODUCER = "org.amurwatch.producer..";
    private static final String STREAMS = "org.amurwatch.streams..";
    private static final String CONSUMER = "org.amurwatch.consumer..";
    private static final String BENCH = "org.amurwatch.bench..";
    private static final String LOCAL = "org.amurwatch.local..";

    /** Packages of schemas: what all modules may know. */
    private static final String[] CONTRACTS = {
        "org.amurwatch.access..",
        "org.amurwatch.asyncapi..",
        "org.amurwatch.audit..",
        "org.amurwatch.avro..",
        "org.amurwatch.cli..",
        "org.amurwatch.event..",
        "org.amurwatch.failure..",
        "org.amurwatch.media..",
        "org.amurwatch.precision..",
        "org.amurwatch.process..",
        "org.amurwatch.record..",
        "org.amurwatch.security..",
        "org.amurwatch.serde..",
        "org.amurwatch.settings..",
        "org.amurwatch.signature..",
        "org.amurwatch.topic.."
    };

    /** Where decisions are made: geometry, counting, rules, incidents, the ledger, the reading of packages, the wording. */
    private static final String[] DOMAIN = {
        "org.amurwatch.streams.territory..",
        "org.amurwatch.streams.intake..",
        "org.amurwatch.streams.activity..",
        "org.amurwatch.streams.rule..",
        "org.amurwatch.streams.place..",
        "org.amurwatch.streams.routing..",
        "org.amurwatch.streams.incident..",
        "org.amurwatch.streams.individual..",
        "org.amurwatch.streams.watch..",
        "org.amurwatch.streams.patrol..",
        "org.amurwatch.streams.delivery..",
        "org.amurwatch.producer.camtrap..",
        "org.amurwatch.producer.territory..",
        "org.amurwatch.producer.file..",
        "org.amurwatch.consumer.wording.."
    };

    /**
     * In those packages, a class that touches Kafka says so by its name: topologies and processors, what they keep rows in,
     * and what carries records to or from topics. All others are pure: they can be understood and tested without Kafka.
     */
    private static final Pattern NAMED_FOR_KAFKA = Pattern.compile(
            "(Kafka|Streams|Stored|Raw)\\w+|\\w+(Topology|Processor|Store|Stores|Rows|Codec|Decoder|Serde|Command)");

    private static final DescribedPredicate<JavaClass> PURE = DescribedPredicate.describe(
            "are not named for Kafka",
            type -> !NAMED_FOR_KAFKA.matcher(topLevel(type).getSimpleName()).matches());

    @ArchTest
    static final ArchRule contractsShouldKnowNoModule = noClasses()
            .that()
            .resideInAnyPackage(CONTRACTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PRODUCER, STREAMS, CONSUMER, BENCH, LOCAL);

    @ArchTest
    static final ArchRule producerShouldKnowTheContractsAlone = noClasses()
            .that()
            .resideInAPackage(PRODUCER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STREAMS, CONSUMER, BENCH, LOCAL);

    @ArchTest
    static final ArchRule streamsShouldKnowTheContractsAlone = noClasses()
            .that()
            .resideInAPackage(STREAMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PRODUCER, CONSUMER, BENCH, LOCAL);

    @ArchTest
    static final ArchRule consumerShouldKnowTheContractsAlone = noClasses()
            .that()
            .resideInAPackage(CONSUMER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PRODUCER, STREAMS, BENCH, LOCAL);

    /** The world knows no rule, and no rule the truth: else each could be bent to the other. */
    @ArchTest
    static final ArchRule decisionsShouldKnowNothingOfTheSimulation = noClasses()
            .that()
            .resideInAnyPackage(STREAMS, CONSUMER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.amurwatch.producer.simulation..");

    @ArchTest
    static final ArchRule simulationShouldKnowNoRule = noClasses()
            .that()
            .resideInAPackage("org.amurwatch.producer.simulation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STREAMS, CONSUMER, BENCH);

    @ArchTest
    static final ArchRule everyClassShouldBelongToAModule = classes()
            .that()
            .resideInAPackage("org.amurwatch..")
            .should()
            .resideInAnyPackage(join(CONTRACTS, PRODUCER, STREAMS, CONSUMER, BENCH, LOCAL));

    @ArchTest
    static final ArchRule domainShouldBeFreeOfKafka = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .and(are(PURE))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.confluent..", "org.rocksdb..")
            .because(
                    "rules, geometry and counting must be readable and testable without Kafka; a class that has to touch"
                            + " it is named for it (" + NAMED_FOR_KAFKA + ")");

    @ArchTest
    static final ArchRule sideEffectsShouldStayOutOfStreamThreads = noClasses()
            .that()
            .resideInAPackage(STREAMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..")
            .because("HTTP to others happens in consumer, where one dead receiver delays nobody else");

    @ArchTest
    static final ArchRule packagesShouldFormNoCyclesInProducer = slices().matching("org.amurwatch.producer.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesShouldFormNoCyclesInStreams = slices().matching("org.amurwatch.streams.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesShouldFormNoCyclesInConsumer = slices().matching("org.amurwatch.consumer.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesShouldFormNoCyclesInLocal = slices().matching("org.amurwatch.local.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule timeShouldBeOfJavaTime = noClasses()
            .that(are(DescribedPredicate.not(resideInAPackage("org.amurwatch.avro.."))))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Date.class, Calendar.class, SimpleDateFormat.class);

    /** A reading of the machine's clock that a test could not set: now() without a Clock. */
    @ArchTest
    static final ArchRule domainShouldTakeTimeFromAClockOrARecord = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .callMethodWhere(target(owner(resideInAPackage("java.time")))
                    .and(target(name("now")))
                    .and(DescribedPredicate.not(target(rawParameterTypes(Clock.class)))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("logic that reads the machine's clock can't be tested, replayed or run faster");

    /** The terminal is the one screen; a child process has nobody but stderr to tell why it ends. */
    @ArchTest
    static final ArchRule standardStreamsShouldBelongToTheTerminal = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.amurwatch.local.Terminal")
            .and()
            .doNotHaveFullyQualifiedName("org.amurwatch.local.Child")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("commands write to their picocli writers, services to the log");

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ModuleBordersTest::topLevel).orElse(type);
    }

    private static String[] join(String[] packages, String... more) {
        String[] joined = Arrays.copyOf(packages, packages.length + more.length);
        System.arraycopy(more, 0, joined, packages.length, more.length);
        return joined;
    }
}
