package io.relata.transforms.shred;

import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.KeptTables;
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
 * @param kept the tables for which that is {@link UnknownKeys#KEPT} all the same
 */
public record JsonRecords(
        JsonInput input,
        List<JsonSplit> splits,
        Conflicts conflicts,
        IdsBefore idsBefore,
        UnknownKeys unknownKeys,
        KeptTables kept)
        implements Serializable {

    public JsonRecords {
        splits = List.copyOf(splits);
    }

    /** Records for tables that all take the same. */
    public JsonRecords(
            JsonInput input,
            List<JsonSplit> splits,
            Conflicts conflicts,
            IdsBefore idsBefore,
            UnknownKeys unknownKeys) {
        this(input, splits, conflicts, idsBefore, unknownKeys, KeptTables.NONE);
    }
}
