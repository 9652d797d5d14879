/** Who may use the dashboard: roles, sessions, one-time links, and what guards requests. */
@NullMarked
package org.amurwatch.consumer.dashboard.access;

import org.jspecify.annotations.NullMarked;
