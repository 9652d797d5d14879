package org.amurwatch.producer.confidential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sealed reports that are kept. */
interface ConfidentialReports {

    /**
     * A sealed report.
     *
     * @param code its code, which only its handler knows
     * @param receivedAt when it was taken in
     * @param sealed a JWE
     */
    record Kept(String code, Instant receivedAt, String sealed) {}

    /** All of them, the earliest first. */
    List<Kept> all();

    Optional<Kept> find(String code);

    /** Erases one: from now on nobody reads it. Returns once the brokers have acknowledged. */
    void erase(String code);
}
