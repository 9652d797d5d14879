package org.amurwatch.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class PublishFailuresTest {

    private final PublishFailures failures = new PublishFailures("b:9", "http://r");

    private void assertSentence(Throwable problem, int exitCode, String part) {
        CommandFailure failure = failures.sentence("field.sightings", problem);
        assertThat(failure.exitCode()).as("%s", problem).isEqualTo(exitCode);
        assertThat(failure).hasMessageContaining(part).hasMessageNotContaining("..");
    }

    @Test
    void shouldSayWhyTheBrokersDidNotTakeARecord() {
        assertSentence(
                new TimeoutException("Topic x not present in metadata after 15000 ms."),
                ExitCode.UNREACHABLE,
                "The brokers at b:9 can't be reached or have no topic field.sightings: Topic x not present");
        assertSentence(
                new ExecutionException(new KafkaException(new TimeoutException("late"))),
                ExitCode.UNREACHABLE,
                "late.");
        assertSentence(new NotEnoughReplicasException("2"), ExitCode.UNREACHABLE, "Too few brokers run");
        assertSentence(
                new TopicAuthorizationException("no"), ExitCode.NOT_ALLOWED, "Not allowed to write to field.sightings");
        assertSentence(new UnknownTopicOrPartitionException("?"), ExitCode.FAILED, "./amurwatch topics create");
        assertSentence(new InvalidTimestampException("?"), ExitCode.FAILED, "set its clock right");
        assertSentence(new RecordTooLargeException("2 MB"), ExitCode.FAILED, "larger than field.sightings takes");
        assertSentence(new IllegalStateException("odd"), ExitCode.FAILED, "odd");
        assertSentence(new CommandFailure(ExitCode.DONE_IN_PART, "told"), ExitCode.DONE_IN_PART, "told");
    }

    @Test
    void shouldSayWhyARecordCouldNotBeWritten() {
        CommandFailure unregistered = failures.unserialised(
                "field.sightings",
                new SerializationException(
                        "Error retrieving Avro schema", new Exception("Subject not found.; error code: 40401")));
        assertThat(unregistered.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unregistered)
                .hasMessageContaining("The schema of field.sightings is not registered at http://r")
                .hasMessageContaining("./amurwatch schemas register");
        CommandFailure faulty = failures.unserialised("field.sightings", new NullPointerException("kind"));
        assertThat(faulty.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(faulty).hasMessageContaining("can't be written by its schema");
    }
}
