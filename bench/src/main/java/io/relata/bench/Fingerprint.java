package io.relata.bench;

import java.math.BigDecimal;

/**
 * What is compared of a table.
 *
 * @param checksum the sum over its rows of a hash of the record's key, the indexes from the record down to the row,
 *     every scalar, and whether each array is there
 */
record Fingerprint(TableCounts counts, BigDecimal checksum) {}
