/** Ways out of Amur Watch: what pushes alerts to teams, and what answers questions. */
package org.amurwatch.consumer;
