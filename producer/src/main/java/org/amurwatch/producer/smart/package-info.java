/** Records of SMART patrols. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.smart;
