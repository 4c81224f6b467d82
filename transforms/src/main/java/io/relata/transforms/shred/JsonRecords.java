package io.relata.transforms.shred;

import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.survey.Conflicts;
import java.io.Serializable;
import java.util.List;

/**
 * Records that are read from bytes.
 *
 * @param input how they are read
 * @param splits what each task reads, numbered from 0 in this order
 * @param conflicts what becomes of values that do not fit the schema
 * @param idsBefore how many arrays come before each split
 * @param unknownKeys what becomes of what the schema does not name
 */
public record JsonRecords(
        JsonInput input, List<JsonSplit> splits, Conflicts conflicts, IdsBefore idsBefore, UnknownKeys unknownKeys)
        implements Serializable {

    public JsonRecords {
        splits = List.copyOf(splits);
    }
}
