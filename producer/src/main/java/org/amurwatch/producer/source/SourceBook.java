package org.amurwatch.producer.source;

import java.util.Optional;

/** Which keys open what, as of now. Answers from memory. For several threads. */
public interface SourceBook {

    /** What a key that came with a request grants; empty where it is unknown, has ended or was revoked. */
    Optional<SourceGrant> grant(String key);

    /** Whether all that was known when it started has been read: until then a true key may be unknown. */
    boolean isReady();
}
