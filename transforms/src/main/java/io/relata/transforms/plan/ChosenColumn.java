package io.relata.transforms.plan;

import org.apache.spark.sql.types.DataType;

/**
 * A column that will be written.
 *
 * @param givenName what the naming policy made of it
 * @param name its last name
 * @param type its last type
 */
record ChosenColumn(DraftColumn column, String logicalName, String givenName, String name, DataType type) {}
