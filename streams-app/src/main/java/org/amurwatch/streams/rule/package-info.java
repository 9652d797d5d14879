/** Rules as data, and what they find in the history of a sector. Pure: knows no Kafka, no incident, no team. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.streams.rule;
