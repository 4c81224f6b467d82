/**
 * Takes up again what an earlier run rejected. Start at {@link io.relata.jobs.replay.Replay}; what may be replayed is in
 * {@link io.relata.jobs.replay.ReplayRules}.
 */
@NullMarked
package io.relata.jobs.replay;

import org.jspecify.annotations.NullMarked;
