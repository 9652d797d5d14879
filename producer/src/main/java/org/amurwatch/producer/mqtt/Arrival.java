package org.amurwatch.producer.mqtt;

/** A message that came by a connection. Both methods are for any thread; one of them is called, once. */
interface Arrival {

    DeviceMessage message();

    /** Whether its sender's server waits for the acknowledgement. */
    boolean isAwaited();

    /** Tells the server that it need not send it again. */
    void acknowledge();

    /** Lets go of it, after its connection is gone: nothing is told to the server, which sends it again. */
    void release();
}
