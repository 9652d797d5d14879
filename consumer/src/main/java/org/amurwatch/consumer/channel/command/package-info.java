/** A program of the operator's. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.channel.command;
