package org.amurwatch.producer.mqtt;

import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/**
 * What the table of devices says of one.
 *
 * @param id as its messages or topics name it
 * @param station the place where it stands, of its source; null: it stands at no station
 * @param position where it stands; null: its messages say where it is
 * @param team whose tracker it is; null: nobody's
 */
record Device(
        String id,
        @Nullable String station,
        @Nullable Position position,
        @Nullable String team) {}
