package io.relata.transforms.survey;

import java.io.Serializable;

/**
 * What a part of the input holds.
 *
 * @param survey of that part; its counts by split are of no use for the whole
 * @param bytes how much decompressed text was read
 */
public record Sample(Survey survey, long bytes) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The sample of both parts. */
    Sample plus(Sample other) {
        return new Sample(survey.plus(other.survey), bytes + other.bytes);
    }
}
