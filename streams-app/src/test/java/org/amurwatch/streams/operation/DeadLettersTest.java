package org.amurwatch.streams.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.DeadLetterReason;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.serde.DeadLetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DeadLettersTest {

    private static final Instant RECEIVED = Instant.parse("2026-01-17T06:18:44Z");
    private static final byte[] NO_TEXT = {(byte) 0xff, 0, (byte) 0xc3};

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "decisions.dead-letters",
                0,
                offset,
                RECEIVED.plusSeconds(5).toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> letter(long offset) {
        Headers headers = new RecordHeaders().add("trace", NO_TEXT);
        DeadLetterHeader.put(
                headers,
                DeadLetterContext.newBuilder()
                        .setReason(DeadLetterReason.INVALID)
                        .setExplanation("Expected a latitude, got 143.")
                        .setStep("intake")
                        .setTopic("field.poaching-alerts")
                        .setPartition(3)
                        .setOffset(41 + offset)
                        .setTimestamp(RECEIVED)
                        .build());
        return record(offset, NO_TEXT, new byte[] {1, 2, 3}, headers);
    }

    private static ConsumerRecord<byte[], byte[]> asRead(long offset, ProducerRecord<byte[], byte[]> sent) {
        return record(offset, sent.key(), sent.value(), sent.headers());
    }

    @Test
    void shouldPutARecordBackByteForByteWhereItFailedWithTheTimeItWasReceived() {
        ProducerRecord<byte[], byte[]> back =
                DeadLetters.of(List.of(letter(0))).get(0).putBack();

        assertThat(back.topic()).isEqualTo("field.poaching-alerts");
        assertThat(back.partition()).isEqualTo(3);
        assertThat(back.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
        assertThat(back.key()).isEqualTo(NO_TEXT);
        assertThat(back.value()).containsExactly(1, 2, 3);
        assertThat(back.headers().toArray()).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("trace");
            assertThat(header.value()).isEqualTo(NO_TEXT);
        });
    }

    @Test
    void shouldPutBackOnceAndRememberItInTheTopic() {
        List<ConsumerRecord<byte[], byte[]>> topic = new ArrayList<>(List.of(letter(0), letter(1)));
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        DeadLetterReplay replay = new DeadLetterReplay(producer);

        List<DeadLetter> first = DeadLetterReplay.chosen(DeadLetters.of(topic), Set.of(1L));
        first.forEach(replay::putBack);

        assertThat(first)
                .singleElement()
                .satisfies(letter -> assertThat(letter.raw().offset()).isEqualTo(1));
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("field.poaching-alerts", "decisions.dead-letters");
        assertThat(producer.history().get(1).value()).isNull();

        topic.add(asRead(2, producer.history().get(1)));
        List<DeadLetter> letters = DeadLetters.of(topic);
        assertThat(letters).as("the mark is none").hasSize(2);
        assertThat(letters).extracting(DeadLetter::replayed).containsExactly(false, true);
        assertThat(DeadLetterReplay.chosen(letters, Set.of()))
                .extracting(letter -> letter.raw().offset())
                .containsExactly(0L);
        assertThat(DeadLetterReplay.chosen(letters, Set.of(1L)))
                .as("again, where asked for by name")
                .hasSize(1);
    }

    @Test
    void shouldNotMarkWhatTheBrokersDidNotTake() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.sendException = new TimeoutException("no broker");
        DeadLetter letter = DeadLetters.of(List.of(letter(0))).get(0);

        assertThatThrownBy(() -> new DeadLetterReplay(producer).putBack(letter)).isInstanceOf(KafkaException.class);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldUnderstandWhatKafkaStreamsItselfGaveUpOn() {
        Headers headers = new RecordHeaders()
                .add("__streams.errors.exception", "java.lang.IllegalStateException".getBytes(UTF_8))
                .add("__streams.errors.message", "boom".getBytes(UTF_8))
                .add("__streams.errors.topic", "sector.events".getBytes(UTF_8))
                .add("__streams.errors.partition", "2".getBytes(UTF_8))
                .add("__streams.errors.offset", "17".getBytes(UTF_8));

        List<DeadLetter> letters = DeadLetters.of(List.of(record(0, NO_TEXT, NO_TEXT, headers)));

        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.origin()).isEqualTo("sector.events-2-17");
            assertThat(letter.context().getReason()).isEqualTo(DeadLetterReason.FAILED);
            assertThat(letter.context().getExplanation()).isEqualTo("boom");
            assertThat(letter.putBack().partition()).isEqualTo(2);
            assertThat(letter.putBack().headers()).isEmpty();
        });
    }

    @Test
    void shouldPassOverWhatIsNoDeadLetter() {
        assertThat(DeadLetters.of(List.of(record(0, NO_TEXT, NO_TEXT, new RecordHeaders()))))
                .isEmpty();
    }

    @Test
    void shouldShowWhatAPersonNeedsToDecide() {
        assertThat(DeadLettersCommand.row(DeadLetters.of(List.of(letter(1))).get(0)))
                .containsEntry("offset", 1L)
                .containsEntry("reason", "INVALID")
                .containsEntry("explanation", "Expected a latitude, got 143.")
                .containsEntry("step", "intake")
                .containsEntry("origin", "field.poaching-alerts-3-42")
                .containsEntry("time", "2026-01-17T06:18:44Z")
                .containsEntry("replayed", false)
                .containsKey("key");
    }

    @Test
    void shouldRefuseToReplayWithoutSayingWhat() {
        assertThat(run("replay")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("replay", "--all", "--offset", "3")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("replay", "--application", "nobody", "--all")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("--help")).isEqualTo(ExitCode.DONE);
    }

    private static int run(String... arguments) {
        CommandLine line = CommandLines.of(new DeadLettersCommand());
        line.setErr(new PrintWriter(new StringWriter()));
        line.setOut(new PrintWriter(new StringWriter()));
        return line.execute(arguments);
    }
}
