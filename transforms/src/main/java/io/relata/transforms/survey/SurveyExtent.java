package io.relata.transforms.survey;

/** How much of an input is surveyed. */
public enum SurveyExtent {
    /** Every byte, so that the schema holds all there is. */
    ALL,
    /** A bounded part; what it does not show is decided upon when it is met. */
    SAMPLE
}
