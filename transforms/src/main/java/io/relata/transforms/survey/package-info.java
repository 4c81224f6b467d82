/**
 * What JSON input holds: one pass over its bytes finds every path, the types of its values and how often each comes.
 */
@NullMarked
package io.relata.transforms.survey;

import org.jspecify.annotations.NullMarked;
