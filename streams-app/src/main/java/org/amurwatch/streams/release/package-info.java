/**
 * What leaves: events made as inexact as agreements say, for partners and for the public. Pure but for topology and processors.
 */
@org.jspecify.annotations.NullMarked
package org.amurwatch.streams.release;
