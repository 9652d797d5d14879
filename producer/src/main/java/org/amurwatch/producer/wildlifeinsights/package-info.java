/** Exports of Wildlife Insights. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.wildlifeinsights;
