package org.amurwatch.producer.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.topic.Connection;

/**
 * What a way in may be made of.
 *
 * @param options reads settings of its own
 * @param connection the system, and what it is for
 * @param metrics where it counts
 */
public record HttpParts(ConnectionOptions options, Connection connection, MeterRegistry metrics, Clock clock) {}
