/** Who is told of an incident, when, and in which words; and who next while nobody answers. Pure. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.streams.routing;
