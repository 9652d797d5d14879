/** What every live way in shares: the event that came, what is wrong with one that can't be used, and where it goes. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.live;
