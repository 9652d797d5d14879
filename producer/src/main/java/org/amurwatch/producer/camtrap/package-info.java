/**
 * Camtrap DP packages: reading them as they really are, and what their rows mean as sightings, poaching alerts and
 * deployments. Knows nothing of Kafka, nor of what was imported before.
 */
@NullMarked
package org.amurwatch.producer.camtrap;

import org.jspecify.annotations.NullMarked;
