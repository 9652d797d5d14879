/** The service that sends partners what is released to them, and the command that shows how far it has come. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner;
