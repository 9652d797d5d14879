package org.amurwatch.consumer.dashboard.past;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.serde.StoreSerde;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatchWithIndex;

/**
 * What was seen in the last 400 days, in the order of time, as it is known today: a correction moves an entry, and what was
 * taken back is not there. How far the topics were read stands in the same store and changes with the entries, in one write: after
 * a crash neither is ahead of the other. One thread writes, any may read.
 */
public final class PastIndex implements AutoCloseable {

    /** As long as the topics keep it. */
    public static final Duration REACH = Duration.ofDays(400);

    private static final byte[] FORMAT_KEY = PastTables.key(PastTables.MADE_OF, "format");
    private static final int EXPIRED_AT_ONCE = 1_000;

    private final Path folder;
    private final Clock clock;
    private final Serde<SectorEvent> events = StoreSerde.of(SectorEvent.class);
    /** Who opens, closes and throws away waits for all who read and write. */
    private final ReadWriteLock use = new ReentrantReadWriteLock(true);

    private @Nullable PastStore store;
    private volatile boolean damaged;
    private volatile boolean complete;
    private volatile @Nullable Long recordsToRead;

    /** @param folder of its own, made where there is none; nothing is touched before {@link #open} */
    public PastIndex(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Opens it, unless it is open. What is of another format, or can't be read, is thrown away.
     *
     * @throws PastFailure if the folder can't be used
     */
    void open() {
        locked(use.writeLock(), () -> {
            if (store == null) {
                store = PastStore.open(folder);
            }
            PastStore opened = store;
            if (damaged || !isOfOurFormat(opened)) {
                makeAnew(opened);
            }
            return opened;
        });
    }

    private static boolean isOfOurFormat(PastStore opened) throws RocksDBException {
        try {
            byte @Nullable [] format = opened.get(FORMAT_KEY);
            return format != null && PastTables.FORMAT.equals(PastTables.text(format, 0));
        } catch (RocksDBException e) {
            if (PastStore.isUnreadable(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Throws all away. */
    void clear() {
        locked(use.writeLock(), () -> {
            PastStore opened = opened();
            makeAnew(opened);
            return opened;
        });
    }

    private void makeAnew(PastStore opened) throws RocksDBException {
        opened.clear();
        try (WriteBatchWithIndex batch = new WriteBatchWithIndex(true)) {
            batch.put(FORMAT_KEY, PastTables.FORMAT.getBytes(StandardCharsets.UTF_8));
            opened.write(batch);
        }
        damaged = false;
        complete = false;
        recordsToRead = null;
    }

    /** Whether it was found unreadable, and is to be made anew. */
    boolean isDamaged() {
        return damaged;
    }

    /** Whether it was made of these topics, or of none yet. */
    boolean isMadeOf(Map<String, String> topicIds) {
        return locked(use.readLock(), () -> {
            PastStore opened = opened();
            for (Map.Entry<String, String> topic : topicIds.entrySet()) {
                byte @Nullable [] known = opened.get(PastTables.key(PastTables.MADE_OF, topic.getKey()));
                if (known != null && !PastTables.text(known, 0).equals(topic.getValue())) {
                    return false;
                }
            }
            return true;
        });
    }

    /** From where on each partition is to be read; those that were not read yet are not among them. */
    Map<TopicPartition, Long> offsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        byte[] begin = {PastTables.OFFSET};
        byte[] end = {PastTables.OFFSET + 1};
        scan(begin, end, (key, value) -> {
            offsets.put(PastTables.partition(key), PastTables.number(value));
            return true;
        });
        return offsets;
    }

    /**
     * Takes what records say, and how far the topics are read with them: both or neither.
     *
     * @param topicIds what the topics are, by their names
     * @param next offset of the first record of each partition that is still to be read
     */
    void take(List<PastStatement> statements, Map<TopicPartition, Long> next, Map<String, String> topicIds) {
        locked(use.readLock(), () -> {
            PastStore opened = opened();
            try (WriteBatchWithIndex batch = new WriteBatchWithIndex(true)) {
                PastWriting writing = new PastWriting(opened, batch, events.serializer(), oldest());
                for (PastStatement statement : statements) {
                    writing.take(statement);
                }
                for (Map.Entry<TopicPartition, Long> one : next.entrySet()) {
                    batch.put(PastTables.offsetKey(one.getKey()), PastTables.number(one.getValue()));
                }
                for (Map.Entry<String, String> topic : topicIds.entrySet()) {
                    batch.put(
                            PastTables.key(PastTables.MADE_OF, topic.getKey()),
                            topic.getValue().getBytes(StandardCharsets.UTF_8));
                }
                opened.write(batch);
            }
            return opened;
        });
    }

    /** Drops what is older than {@link #REACH}. */
    void expire() {
        Instant oldest = oldest();
        boolean more = true;
        while (more) {
            more = expireSome(oldest);
        }
    }

    private boolean expireSome(Instant oldest) {
        Map<PastKey, byte[]> old = new HashMap<>();
        scan(new byte[] {PastKey.TAG}, PastKey.from(oldest), (key, value) -> {
            old.put(PastKey.of(key), key);
            return old.size() < EXPIRED_AT_ONCE;
        });
        locked(use.readLock(), () -> {
            PastStore opened = opened();
            try (WriteBatchWithIndex batch = new WriteBatchWithIndex(true)) {
                for (Map.Entry<PastKey, byte[]> one : old.entrySet()) {
                    batch.delete(one.getValue());
                    batch.delete(
                            PastTables.key(PastTables.STANDING, one.getKey().id()));
                }
                opened.write(batch);
            }
            return opened;
        });
        return old.size() == EXPIRED_AT_ONCE;
    }

    /** How far it was read: how many records of those that stood in the topics are still to come. */
    void progress(long toRead) {
        recordsToRead = toRead;
        complete |= toRead == 0;
    }

    public PastReach reach() {
        return new PastReach(oldest(), complete, complete ? Long.valueOf(0) : recordsToRead);
    }

    /** By whole days, so that an answer is the same for a while. */
    private Instant oldest() {
        return clock.instant().minus(REACH).truncatedTo(ChronoUnit.DAYS);
    }

    /**
     * Gives what was seen in a period, in the order of time, until somebody has enough.
     *
     * @param from the first moment
     * @param to the first moment that is not in it any more
     * @param after null: from the beginning; else behind this one
     * @param sectors which sectors' entries are given
     * @param more is given each entry, and answers whether it wants more
     * @throws PastFailure if it can't be read now
     */
    public void read(
            Instant from, Instant to, @Nullable PastKey after, Predicate<String> sectors, Predicate<PastEntry> more) {
        Instant first = from.isBefore(oldest()) ? oldest() : from;
        byte[] begin = after == null || after.observedAt().isBefore(first) ? PastKey.from(first) : after.bytes();
        scan(begin, PastKey.from(to), (bytes, value) -> {
            PastKey key = PastKey.of(bytes);
            return key.equals(after)
                    || !sectors.test(PastTables.sector(value))
                    || more.test(new PastEntry(key, event(value)));
        });
    }

    private SectorEvent event(byte[] entry) {
        return events.deserializer().deserialize("past", PastTables.event(entry));
    }

    private void scan(byte[] begin, byte[] end, BiPredicate<byte[], byte[]> more) {
        locked(use.readLock(), () -> {
            PastStore opened = opened();
            try (Slice bound = new Slice(end);
                    ReadOptions read = new ReadOptions().setIterateUpperBound(bound);
                    RocksIterator rows = opened.iterator(read)) {
                rows.seek(begin);
                while (rows.isValid() && more.test(rows.key(), rows.value())) {
                    rows.next();
                }
                rows.status();
            }
            return opened;
        });
    }

    private PastStore opened() {
        if (store == null) {
            throw new PastFailure("The past is not open yet: the log of the dashboard says why, if that lasts.");
        }
        return store;
    }

    @FunctionalInterface
    private interface Access<T> {
        T get() throws RocksDBException;
    }

    private <T> T locked(Lock lock, Access<T> access) {
        lock.lock();
        try {
            return access.get();
        } catch (RocksDBException | SerializationException e) {
            if (e instanceof SerializationException || PastStore.isUnreadable(e)) {
                damaged = true;
            }
            throw new PastFailure("The past in " + folder + " can't be used (" + e.getMessage() + ").", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        locked(use.writeLock(), () -> {
            if (store != null) {
                store.close();
                store = null;
            }
            return true;
        });
    }
}
