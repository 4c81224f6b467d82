package io.relata.transforms.survey;

import java.io.Serializable;

/**
 * What a survey makes of values for which JSON has no type of its own.
 *
 * @param timestamps what text is that could be a timestamp
 * @param bigIntegers what integers are that 64 bits cannot hold
 */
public record SurveyOptions(Timestamps timestamps, BigIntegers bigIntegers) implements Serializable {

    /** What holds unless something else is said. */
    public static final SurveyOptions DEFAULT = new SurveyOptions(Timestamps.KEEP_TEXT, BigIntegers.DECIMAL);

    /** What text is that could be a timestamp. */
    public enum Timestamps {
        /** Text, like any other. */
        KEEP_TEXT,
        /** A timestamp where every text of its place is one in ISO 8601; without an offset it counts as UTC. */
        INFER
    }

    /** What integers are that 64 bits cannot hold. */
    public enum BigIntegers {
        /** A decimal of up to 38 digits; text beyond that. */
        DECIMAL,
        /** Text. */
        TEXT
    }
}
