/** Places and times widened, so that a report points at nobody: what people tell, informants among them. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.widening;
