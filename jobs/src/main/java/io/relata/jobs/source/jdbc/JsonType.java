package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/**
 * What a column's JSON is parsed as.
 *
 * @param given the type of its values; found out over all of them where empty
 */
public record JsonType(Optional<DataType> given) {

    public static final JsonType INFERRED = new JsonType(Optional.empty());

    public JsonType {
        requireNonNull(given, "given");
    }

    /** @param type as Spark SQL writes it */
    public static JsonType of(String type) {
        return new JsonType(Optional.of(DataType.fromDDL(type)));
    }
}
