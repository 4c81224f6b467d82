package io.relata.jobs.source;

import io.relata.RejectedRecord;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows between finding records in files and parsing them: a record's JSON text, or why it is rejected. */
final class FoundRecord {

    static final String TEXT = "text";
    static final String FILE = "file";
    static final String POSITION = "position";
    static final String REJECTED = "rejected";

    /** {@code text} is null where {@code rejected} is not, and the other way round. */
    static final StructType SCHEMA = new StructType()
            .add(TEXT, DataTypes.StringType)
            .add(FILE, DataTypes.StringType)
            .add(POSITION, DataTypes.LongType)
            .add(REJECTED, RejectedRecord.SCHEMA);

    private FoundRecord() {}

    static Row good(String text, String file, OptionalLong position) {
        return RowFactory.create(text, file, boxed(position).orElse(null), null);
    }

    static Row bad(Optional<String> raw, Defect defect, String file, OptionalLong position) {
        return RowFactory.create(null, file, boxed(position).orElse(null), rejected(raw, defect, file, position));
    }

    /** A row of {@link RejectedRecord#SCHEMA}. */
    static Row rejected(Optional<String> raw, Defect defect, String file, OptionalLong position) {
        return RowFactory.create(
                raw.orElse(null),
                defect.reason().name(),
                defect.detail(),
                file,
                boxed(position).orElse(null));
    }

    private static Optional<Long> boxed(OptionalLong position) {
        return position.isPresent() ? Optional.of(position.getAsLong()) : Optional.empty();
    }
}
