package org.amurwatch.consumer.answer;

import org.amurwatch.avro.PatrolResponse;

/** Where answers go. */
@FunctionalInterface
public interface ResponseSink {

    /** Answers whether the brokers have it for good; false: nobody knows, and it is to be given again. */
    boolean store(PatrolResponse response);
}
