package org.amurwatch.streams.activity;

import org.jspecify.annotations.Nullable;

/** One day of a territory, before and after; null where there is nothing to know of it. */
record DayChange(
        int day, @Nullable DayState before, @Nullable DayState after) {}
