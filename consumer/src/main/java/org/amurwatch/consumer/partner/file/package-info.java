/** The partners file: who is sent what is released, and how. Nothing here calls anybody. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.partner.file;
