package org.amurwatch.streams.activity;

import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;
import org.jspecify.annotations.Nullable;

/** What the processor hands on: one changed record of one of the two topics; null takes it back. */
sealed interface Counted {

    record Day(@Nullable TerritoryDay day) implements Counted {}

    record Status(@Nullable TerritoryStatus status) implements Counted {}
}
