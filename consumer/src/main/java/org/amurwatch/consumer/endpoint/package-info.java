/** The operator's endpoints: what the endpoints file says of each, by channel. Nothing here calls anybody. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.endpoint;
