package org.amurwatch.streams.reference;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What a processor sees of reference data: opened when the processor is, since stores are reached by its context.
 *
 * @param <T> what it sees
 */
@FunctionalInterface
public interface StoreView<T> {

    T open(ProcessorContext<?, ?> context);
}
