package org.amurwatch.producer.camtrap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.jspecify.annotations.Nullable;

/**
 * What all rows of one event say together of its people (or of its vehicles). Adding rows in any order gives the same sum.
 *
 * @param eventId identity of the event for good
 * @param vehicle vehicles, not people
 * @param start earliest start
 * @param end latest end, or start of a row without end
 * @param suspectClock one of the rows has a time that can't be right
 * @param staff the camera's crew
 * @param eventLevelSum sum of counts of the event-level rows, a row without a count being one
 * @param mediaLevelMost largest count of a media-level row, a row without a count being one
 * @param counted whether any row states a count
 * @param revision latest revision of a row
 * @param row first row
 * @param classification of the row that weighs most: a human's label before a machine's, then the latest
 * @param mediaIds the first of its pictures, by their ids, {@value #MOST_MEDIA} at most
 */
public record PeopleSum(
        String deploymentId,
        String eventId,
        boolean vehicle,
        Instant start,
        Instant end,
        boolean suspectClock,
        boolean staff,
        long eventLevelSum,
        int mediaLevelMost,
        boolean counted,
        Instant revision,
        long row,
        @Nullable Classification classification,
        List<String> mediaIds) {

    static final int MOST_MEDIA = 10;

    private static final Comparator<Classification> WEIGHT = Comparator.<Classification>comparingInt(
                    label -> switch (label.getMethod()) {
                        case HUMAN -> 2;
                        case MACHINE -> 1;
                        case UNSPECIFIED -> 0;
                    })
            .thenComparing(Classification::getAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Classification::getProbability, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Classification::getBy, Comparator.nullsFirst(Comparator.reverseOrder()));

    /** How many: null where no row says. */
    @Nullable
    Integer count() {
        return counted ? (int) Math.min(Integer.MAX_VALUE, Math.max(eventLevelSum, mediaLevelMost)) : null;
    }

    /** The sum of both; they are of one event. */
    public PeopleSum plus(PeopleSum other) {
        TreeSet<String> media = new TreeSet<>(mediaIds);
        media.addAll(other.mediaIds);
        return new PeopleSum(
                deploymentId,
                eventId,
                vehicle,
                start.isBefore(other.start) ? start : other.start,
                end.isAfter(other.end) ? end : other.end,
                suspectClock || other.suspectClock,
                staff || other.staff,
                eventLevelSum + other.eventLevelSum,
                Math.max(mediaLevelMost, other.mediaLevelMost),
                counted || other.counted,
                revision.isAfter(other.revision) ? revision : other.revision,
                Math.min(row, other.row),
                weightier(classification, other.classification),
                media.stream().limit(MOST_MEDIA).toList());
    }

    private static @Nullable Classification weightier(@Nullable Classification one, @Nullable Classification other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return WEIGHT.compare(one, other) >= 0 ? one : other;
    }

    /** For a store that lives as long as one import. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(deploymentId);
            out.writeUTF(eventId);
            out.writeBoolean(vehicle);
            out.writeLong(start.toEpochMilli());
            out.writeLong(end.toEpochMilli());
            out.writeBoolean(suspectClock);
            out.writeBoolean(staff);
            out.writeLong(eventLevelSum);
            out.writeInt(mediaLevelMost);
            out.writeBoolean(counted);
            out.writeLong(revision.toEpochMilli());
            out.writeLong(row);
            writeClassification(out, classification);
            out.writeInt(mediaIds.size());
            for (String mediaId : mediaIds) {
                out.writeUTF(mediaId);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #toBytes} wrote. */
    public static PeopleSum fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new PeopleSum(
                    in.readUTF(),
                    in.readUTF(),
                    in.readBoolean(),
                    Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readBoolean(),
                    in.readBoolean(),
                    in.readLong(),
                    in.readInt(),
                    in.readBoolean(),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readLong(),
                    readClassification(in),
                    readTexts(in));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed.", e);
        }
    }

    private static void writeClassification(DataOutputStream out, @Nullable Classification label) throws IOException {
        out.writeBoolean(label != null);
        if (label != null) {
            out.writeUTF(label.getMethod().name());
            out.writeDouble(label.getProbability() == null ? Double.NaN : label.getProbability());
            out.writeUTF(label.getBy() == null ? "" : label.getBy());
            out.writeLong(label.getAt() == null ? Long.MIN_VALUE : label.getAt().toEpochMilli());
        }
    }

    private static @Nullable Classification readClassification(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        ClassificationMethod method = ClassificationMethod.valueOf(in.readUTF());
        double probability = in.readDouble();
        String by = in.readUTF();
        long at = in.readLong();
        return Classification.newBuilder()
                .setMethod(method)
                .setProbability(Double.isNaN(probability) ? null : probability)
                .setBy(by.isEmpty() ? null : by)
                .setAt(at == Long.MIN_VALUE ? null : Instant.ofEpochMilli(at))
                .build();
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(in.readUTF());
        }
        return List.copyOf(texts);
    }
}
