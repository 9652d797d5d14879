/** What types of other systems mean here. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.mapping;
