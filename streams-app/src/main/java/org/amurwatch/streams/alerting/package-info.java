/** Which team is told of which poaching alert: sector.events in, patrol.alerts out. */
@NullMarked
package org.amurwatch.streams.alerting;

import org.jspecify.annotations.NullMarked;
