/** What informants tell: sealed for their handler alone, and an event of it that points at nobody. See docs/confidential.md. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.confidential;
