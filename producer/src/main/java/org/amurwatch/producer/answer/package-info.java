/** What teams and the duty officer answer: about incidents, and about what is on a picture. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.answer;
