package org.amurwatch.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.record.TrustedRecords;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * What an event says, as 64 bits: equal for two statements that differ only in when and from where they came
 * (revision, file, row), or in whether its pictures are in our store. Importers and intake's register use the same hash, so that both know a repeat.
 */
public final class ContentHash {

    static {
        TrustedRecords.trust();
    }

    private ContentHash() {}

    public static long of(Sighting event) {
        Sighting content = Sighting.newBuilder(event)
                .setProvenance(identityOnly(event.getProvenance()))
                .setMedia(wherever(event.getMedia()))
                .build();
        return hash(content, "sighting");
    }

    public static long of(PoachingAlert event) {
        PoachingAlert content = PoachingAlert.newBuilder(event)
                .setProvenance(identityOnly(event.getProvenance()))
                .setMedia(wherever(event.getMedia()))
                .build();
        return hash(content, "poaching-alert");
    }

    public static long of(Deployment event) {
        Deployment content = Deployment.newBuilder(event)
                .setProvenance(identityOnly(event.getProvenance()))
                .build();
        return hash(content, "deployment");
    }

    /** Whether a picture is in our store too is not what its source says of the event. */
    private static List<MediaReference> wherever(List<MediaReference> media) {
        return media.stream()
                .map(one -> one.getContentHash() == null || one.getMediaId() == null
                        ? one
                        : MediaReference.newBuilder()
                                .setMediaId(one.getMediaId())
                                .build())
                .toList();
    }

    private static Provenance identityOnly(Provenance provenance) {
        return Provenance.newBuilder()
                .setSourceId(provenance.getSourceId())
                .setEventId(provenance.getEventId())
                .setRevision(Instant.EPOCH)
                .build();
    }

    private static <R extends SpecificRecord> long hash(R content, String type) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            encoder.writeString(type);
            new SpecificDatumWriter<R>(content.getSchema()).write(content, encoder);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()))
                    .getLong();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
