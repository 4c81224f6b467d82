/**
 * Which input files a target's tables hold. Start at {@link io.relata.jobs.bookmark.Bookmarks}.
 */
@NullMarked
package io.relata.jobs.bookmark;

import org.jspecify.annotations.NullMarked;
