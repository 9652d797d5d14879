package org.amurwatch.streams.trial;

import java.time.Instant;
import org.amurwatch.avro.PageLevel;

/**
 * The first message of an incident at a level; what follows of it at that level is an update, and no page.
 *
 * @param rule that asked for it
 */
public record RaisedPage(Instant at, String incidentId, PageLevel level, String rule) {}
