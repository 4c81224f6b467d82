/** Credentials that AWS Secrets Manager keeps. Start at {@link io.relata.catalog.secrets.DatabaseSecrets}. */
@NullMarked
package io.relata.catalog.secrets;

import org.jspecify.annotations.NullMarked;
