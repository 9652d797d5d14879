package org.amurwatch.consumer.dashboard;

import org.amurwatch.consumer.answer.ResponseSink;
import org.amurwatch.consumer.dashboard.audit.AccessSink;

/**
 * All that the dashboard writes, and where it goes.
 *
 * @param responses what is answered about incidents
 * @param verdicts what was seen on pictures
 * @param notes what is noted of incidents
 * @param accesses who was given exact positions
 */
record Sinks(ResponseSink responses, VerdictSink verdicts, NoteSink notes, AccessSink accesses) {}
