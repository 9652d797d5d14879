package org.amurwatch.streams.deadletter;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure comes from, and so what becomes of the record at which it showed: a record that can't be used is a dead
 * letter and the partition goes on; an outage is waited out, since every other record would fail too; what is neither is a
 * fault of ours or of the machine, and stops the work before it does harm.
 *
 * <p>Confluent's client says little by the types it throws: a broken Avro body and an unreachable registry are both a
 * {@link SerializationException} with an {@link IOException} below, so that the whole chain is looked at.
 */
public enum FailureCause {
    RECORD,
    OUTAGE,
    SYSTEM;

    /** Error codes of the registry's API that say that the id in the record names no schema, 40401 to 40403. */
    private static final int FIRST_NOT_FOUND = 40401;

    private static final int LAST_NOT_FOUND = 40403;

    /** The cause of a failure to read or process a record. */
    public static FailureCause of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        if (chain.stream().anyMatch(FailureCause::isOutage)) {
            return OUTAGE;
        }
        return chain.stream().anyMatch(FailureCause::isSystem) ? SYSTEM : RECORD;
    }

    /**
     * The cause of a failure to write what a record led to: whatever the registry answers here (such as that our own schema
     * is not registered) is not the record's fault.
     */
    public static FailureCause ofWriting(Throwable failure) {
        return chain(failure).stream().anyMatch(RestClientException.class::isInstance) ? OUTAGE : of(failure);
    }

    private static boolean isOutage(Throwable failure) {
        if (failure instanceof RestClientException refused) {
            return refused.getErrorCode() < FIRST_NOT_FOUND || refused.getErrorCode() > LAST_NOT_FOUND;
        }
        if (failure instanceof IOException) {
            // Avro's decoder throws these two for a body that is cut off or damaged.
            return !(failure instanceof EOFException || failure instanceof InvalidNumberEncodingException);
        }
        return failure instanceof RegistryOutage
                || failure instanceof RetriableException
                || failure instanceof AuthenticationException
                || failure instanceof AuthorizationException;
    }

    private static boolean isSystem(Throwable failure) {
        return failure instanceof Error
                || (failure instanceof KafkaException && !(failure instanceof SerializationException));
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        @Nullable Throwable cause = failure;
        while (cause != null && !chain.contains(cause)) {
            chain.add(cause);
            cause = cause.getCause();
        }
        return chain;
    }
}
