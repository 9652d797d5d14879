package org.amurwatch.topic;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.EOFException;
import java.io.IOException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a record that can't be read for its own bytes from one that can't be read because the registry is away. */
public final class RegistryOutage {

    private RegistryOutage() {}

    /** Whether reading failed for the registry, so that the same record is worth another try. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException answer) {
                return answer.getStatus() >= 500 || answer.getStatus() == 401 || answer.getStatus() == 403;
            }
            if (cause instanceof RetriableException
                    || (cause instanceof IOException && !(cause instanceof EOFException))) {
                return true;
            }
        }
        return false;
    }
}
