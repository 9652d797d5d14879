/** What ways in that speak other systems' JSON share: reading fields, what a report or a tracker means here, and the answer. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.dialect;
