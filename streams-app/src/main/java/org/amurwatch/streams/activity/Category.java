package org.amurwatch.streams.activity;

import org.amurwatch.avro.SubjectType;

/** As what an event enters the counts. */
enum Category {
    SIGHTING(1),
    POACHING_ALERT(2),
    /** A sighting below the threshold of a machine's probability: shown beside the counts, in none of them. */
    UNVERIFIED_SIGHTING(3),
    /** An event from a file whose clock can't be right: in no day, only its number is known. */
    CLOCK_SUSPECT(4);

    /** Stands in stored keys: never to be changed. */
    final byte code;

    Category(int code) {
        this.code = (byte) code;
    }

    boolean makesDetections() {
        return this == SIGHTING || this == POACHING_ALERT;
    }

    SubjectType subjectType() {
        return this == POACHING_ALERT ? SubjectType.POACHING_ALERT : SubjectType.SIGHTING;
    }
}
