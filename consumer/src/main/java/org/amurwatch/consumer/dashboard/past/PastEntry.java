package org.amurwatch.consumer.dashboard.past;

import org.amurwatch.avro.SectorEvent;

/** What was seen once, as it is known today: an observation as it is now, or a signal. */
public record PastEntry(PastKey key, SectorEvent event) {}
