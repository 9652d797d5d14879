/** The way in for the webhook of CyberTracker and SMART Mobile. */
@org.jspecify.annotations.NullMarked
package org.amurwatch.producer.cybertracker;
