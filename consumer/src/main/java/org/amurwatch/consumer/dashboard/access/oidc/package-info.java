/** Log-in by an OpenID Connect provider: authorization code with PKCE. */
@NullMarked
package org.amurwatch.consumer.dashboard.access.oidc;

import org.jspecify.annotations.NullMarked;
