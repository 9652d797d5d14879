package org.amurwatch.consumer.dashboard;

import org.amurwatch.avro.ReviewVerdict;

/** Where verdicts go. */
@FunctionalInterface
interface VerdictSink {

    /** Answers whether the brokers have it for good; false: nobody knows, and it is to be given again. */
    boolean store(ReviewVerdict verdict);
}
