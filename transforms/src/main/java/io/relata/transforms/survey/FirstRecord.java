package io.relata.transforms.survey;

import io.relata.transforms.json.RecordPlace;

/**
 * A record in which something came first.
 *
 * @param split the number of its split
 * @param record how many good records of the split come before it
 * @param place where it begins
 */
record FirstRecord(int split, long record, RecordPlace place) {

    /** The one of both that is first in the input. */
    FirstRecord orEarlier(FirstRecord other) {
        boolean isLater = split == other.split ? record > other.record : split > other.split;
        return isLater ? other : this;
    }
}
