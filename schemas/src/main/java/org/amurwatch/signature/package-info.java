/** Files that we sign, so that others can tell later whether they are as we made them: Ed25519 (RFC 8032). */
@org.jspecify.annotations.NullMarked
package org.amurwatch.signature;
