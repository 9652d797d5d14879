/** Agreements with partners, and which events they name; pure. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.streams.agreement;
