/** The topics as AsyncAPI describes them, for those who read them without this code. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.asyncapi;
