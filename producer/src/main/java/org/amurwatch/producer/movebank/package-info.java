/** Animals with collars: tables of fixes from Movebank. */
@NullMarked
package org.amurwatch.producer.movebank;

import org.jspecify.annotations.NullMarked;
