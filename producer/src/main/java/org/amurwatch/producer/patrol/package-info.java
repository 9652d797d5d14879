/** Where patrols were and are, from files of trackers and by hand. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.patrol;
