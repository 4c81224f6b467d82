package io.relata.jobs.verify;

import static java.util.Objects.requireNonNull;

/**
 * What a comparison gave.
 *
 * @param subject what was looked at: a table, or the documents
 * @param found in words, without a full stop; names in it are as the data has them
 */
public record Finding(Verdict verdict, String subject, String found) {

    /** How a comparison came out. */
    public enum Verdict {
        /** Both sides agree. */
        SAME("same"),
        /** They do not. */
        DIFFERS("differs"),
        /** It was not made. */
        NOT_COMPARED("not compared");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Finding {
        requireNonNull(verdict, "verdict");
        requireNonNull(subject, "subject");
        requireNonNull(found, "found");
    }

    static Finding same(String subject, String found) {
        return new Finding(Verdict.SAME, subject, found);
    }

    static Finding differs(String subject, String found) {
        return new Finding(Verdict.DIFFERS, subject, found);
    }

    static Finding notCompared(String subject, String found) {
        return new Finding(Verdict.NOT_COMPARED, subject, found);
    }
}
