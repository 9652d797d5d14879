/** Pictures and sounds by what they hold: each lies once, under its SHA-256, and never changes. */
@NullMarked
package org.amurwatch.media;

import org.jspecify.annotations.NullMarked;
