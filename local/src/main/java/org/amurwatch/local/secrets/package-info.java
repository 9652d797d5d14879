/**
 * The folder of secrets: development CA, certificates, passwords and the registry's token. {@code SecretFile} lists what is
 * in it; {@code SecretsCommand} makes, renews, shows and rotates it. A secret's content is never printed.
 */
@NullMarked
package org.amurwatch.local.secrets;

import org.jspecify.annotations.NullMarked;
