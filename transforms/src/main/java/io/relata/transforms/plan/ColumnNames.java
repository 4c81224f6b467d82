package io.relata.transforms.plan;

/**
 * A drafted column and its names.
 *
 * @param logicalName unique in its table
 * @param name what the naming policy makes of it, unique in its table
 */
record ColumnNames(DraftColumn column, String logicalName, String name) {}
