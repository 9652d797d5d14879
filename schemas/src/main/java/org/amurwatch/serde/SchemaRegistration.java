package org.amurwatch.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.RegistryAccess;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Puts the schemas of the catalogue's topics into a registry, under compatibility FULL_TRANSITIVE. */
public final class SchemaRegistration {

    /** The rule that every change of a schema keeps: old and new readers and writers understand each other, all versions. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private final RegistryAccess access;
    private final SchemaRegistryClient registry;

    /** @param registryUrl the registry's Confluent-compatible API, or {@code mock://NAME} in tests */
    public SchemaRegistration(String registryUrl) {
        this(new RegistryAccess(registryUrl));
    }

    /** @param access the way to a registry; to register, with a token, where the registry asks for one */
    public SchemaRegistration(RegistryAccess access) {
        this.access = access;
        this.registry = access.client();
    }

    /**
     * One subject of the registry.
     *
     * @param subject its name
     * @param id id of our schema there; -1 where it is not registered
     * @param compatible whether our schema may follow those registered
     */
    public record Subject(String subject, int id, boolean compatible) {}

    /** Registers every schema that is not registered yet. */
    public List<Subject> register() {
        return call(() -> {
            registry.updateCompatibility(null, COMPATIBILITY);
            List<Subject> subjects = new ArrayList<>();
            for (Topic<?> topic : valued()) {
                int id = registry.register(topic.subject(), new AvroSchema(schemaOf(topic)));
                subjects.add(new Subject(topic.subject(), id, true));
            }
            return subjects;
        });
    }

    /** Says for every schema whether it is registered and, if not, whether it could be. Changes nothing. */
    public List<Subject> check() {
        return call(() -> {
            List<String> known = List.copyOf(registry.getAllSubjects());
            List<Subject> subjects = new ArrayList<>();
            for (Topic<?> topic : valued()) {
                AvroSchema schema = new AvroSchema(schemaOf(topic));
                boolean compatible =
                        !known.contains(topic.subject()) || registry.testCompatibility(topic.subject(), schema);
                subjects.add(new Subject(topic.subject(), registeredId(topic, schema, known), compatible));
            }
            return subjects;
        });
    }

    private int registeredId(Topic<?> topic, AvroSchema schema, List<String> known)
            throws IOException, RestClientException {
        if (!known.contains(topic.subject())) {
            return -1;
        }
        try {
            return registry.getId(topic.subject(), schema);
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                return -1;
            }
            throw e;
        }
    }

    private static List<Topic<?>> valued() {
        return Topics.all().stream().filter(topic -> topic.valueType() != null).toList();
    }

    private static Schema schemaOf(Topic<?> topic) {
        return SpecificData.get().getSchema(topic.valueType());
    }

    /** A call of the registry. */
    @FunctionalInterface
    private interface Call<T> {
        T get() throws IOException, RestClientException;
    }

    private <T> T call(Call<T> call) {
        try {
            return call.get();
        } catch (RestClientException e) {
            throw refusal(e);
        } catch (IOException e) {
            throw access.distrust(e)
                    .orElseGet(() -> new CommandFailure(
                            ExitCode.UNREACHABLE,
                            "Can't reach the schema registry at " + access.url() + ": " + e.getMessage()
                                    + ". Is the system running ('./amurwatch up') and --registry-url right?",
                            e));
        }
    }

    private CommandFailure refusal(RestClientException refusal) {
        if (refusal.getStatus() == 401 || refusal.getStatus() == 403) {
            return new CommandFailure(
                    ExitCode.NOT_ALLOWED,
                    "The schema registry at " + access.url() + " does not allow it (status " + refusal.getStatus()
                            + "): schemas are registered with a token that is valid now and was signed for this registry.",
                    refusal);
        }
        return new CommandFailure(
                ExitCode.FAILED,
                "The schema registry at " + access.url() + " refuses: " + refusal.getMessage(),
                refusal);
    }
}
