/**
 * JSON input as bytes: which files there are, how they are cut into splits, and where each record of a split begins and
 * ends.
 */
@NullMarked
package io.relata.transforms.json;

import org.jspecify.annotations.NullMarked;
