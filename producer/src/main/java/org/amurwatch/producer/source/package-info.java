/** Who may send by live ways in: sources and their keys. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.source;
