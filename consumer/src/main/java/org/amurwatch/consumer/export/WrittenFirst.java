package org.amurwatch.consumer.export;

/** Where it is written down who is given exact places. */
@FunctionalInterface
interface WrittenFirst {

    /**
     * Returns once it is written down for good.
     *
     * @param who role or pseudonym
     * @param what is exported, in words
     * @throws org.amurwatch.failure.CommandFailure if it can't be written down
     */
    void write(String who, String what);
}
