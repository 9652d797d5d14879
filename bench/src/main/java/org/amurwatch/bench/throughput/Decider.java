package org.amurwatch.bench.throughput;

import java.util.function.Consumer;

/** What is measured: it takes events of a sector one after another, and decides on each before the next. */
interface Decider extends Consumer<Received>, AutoCloseable {

    /** Records that it has published so far: proof that it did something. */
    long published();

    @Override
    void close();
}
