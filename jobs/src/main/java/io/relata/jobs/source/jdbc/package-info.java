/** Records in tables and queries of databases. Start at {@link io.relata.jobs.source.jdbc.JdbcSource}. */
@NullMarked
package io.relata.jobs.source.jdbc;

import org.jspecify.annotations.NullMarked;
