package io.relata.transforms.shred;

import java.io.Serializable;

/** A data file, by its name in its table's folder. */
record WrittenFile(String name, long rows, int rowGroups, long bytes) implements Serializable {}
