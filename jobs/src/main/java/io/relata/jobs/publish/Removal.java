package io.relata.jobs.publish;

import static java.util.Objects.requireNonNull;

import io.relata.RunId;

/**
 * A folder that no reader needs.
 *
 * @param folder its path
 * @param run the run that wrote it
 * @param files how many files it holds, and what is in folders below it
 * @param bytes their size
 */
public record Removal(String folder, RunId run, Reason reason, long files, long bytes) {

    /** Why nobody needs it. */
    public enum Reason {
        /** A snapshot that later ones have replaced. */
        REPLACED("replaced by later runs"),
        /** What a run wrote whose publishing was undone. */
        UNDONE("its publishing was undone"),
        /** What a run wrote that ended before it published anything. */
        NEVER_PUBLISHED("never published"),
        /** What a run needed only while it worked. */
        STAGING("left behind by a run that has ended");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    public Removal {
        requireNonNull(folder, "folder");
        requireNonNull(run, "run");
        requireNonNull(reason, "reason");
    }
}
