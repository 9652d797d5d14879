package org.amurwatch.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.util.UUID;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.serde.SchemaRegistration.Subject;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;

class SchemaRegistrationTest {

    private final String scope = UUID.randomUUID().toString();
    private final SchemaRegistration registration = new SchemaRegistration("mock://" + scope);
    private final SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope(scope);

    @Test
    void shouldRegisterASubjectForEachTopicWithValues() throws Exception {
        long valued =
                Topics.all().stream().filter(topic -> topic.valueType() != null).count();

        assertThat(registration.register())
                .hasSize((int) valued)
                .allMatch(Subject::compatible)
                .allMatch(subject -> subject.id() > 0);
        assertThat(registry.getAllSubjects())
                .hasSize((int) valued)
                .contains("field.sightings-value", "territory.days-value");
        assertThat(registry.getCompatibility(null)).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void shouldChangeNothingWhenItRegistersAgain() throws Exception {
        registration.register();
        registration.register();

        assertThat(registry.getAllVersions("field.sightings-value")).containsExactly(1);
    }

    @Test
    void shouldSayBeforehandWhatIsNotRegistered() throws Exception {
        assertThat(registration.check()).isNotEmpty().allMatch(subject -> subject.id() == -1 && subject.compatible());
        assertThat(registry.getAllSubjects()).isEmpty();

        registration.register();

        assertThat(registration.check()).allMatch(subject -> subject.id() > 0 && subject.compatible());
    }

    @Test
    void shouldSayThatASchemaCannotFollowTheOneThatIsThere() throws Exception {
        registry.updateCompatibility(null, "FULL_TRANSITIVE");
        registry.register("field.sightings-value", new AvroSchema("""
                {"type": "record", "name": "Sighting", "namespace": "org.amurwatch.avro", "fields": [
                  {"name": "observedAt", "type": "string"}]}
                """));

        assertThat(registration.check())
                .filteredOn(subject -> !subject.compatible())
                .singleElement()
                .isEqualTo(new Subject("field.sightings-value", -1, false));
    }

    @Test
    void shouldSayInASentenceThatTheRegistryCannotBeReached() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new SchemaRegistration("http://127.0.0.1:1").check())
                .withMessageContaining("Can't reach the schema registry at http://127.0.0.1:1")
                .withMessageContaining("--registry-url")
                .extracting(CommandFailure::exitCode)
                .isEqualTo(ExitCode.UNREACHABLE);
    }
}
