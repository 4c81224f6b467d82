package io.relata.transforms.plan;

import io.relata.transforms.plan.PlannedColumn.Role;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A column before it has a name. Two of them are never equal. */
final class DraftColumn {

    /** What the column's values are made from. */
    enum Content {
        /** One scalar field. */
        SCALAR,
        /** Several scalar fields that differ in case alone. */
        MERGED,
        /** A field that never has a value. */
        VOID,
        /** A value of any type, as text. */
        JSON,
        /** Nothing of the source: keys, positions, counts. */
        MADE,
        /** A scalar of the root table. */
        COPIED
    }

    private final SourcePath path;
    private final Role role;
    private final Content content;
    private final DataType type;
    private final Optional<DraftColumn> original;

    private DraftColumn(SourcePath path, Role role, Content content, DataType type, Optional<DraftColumn> original) {
        this.path = path;
        this.role = role;
        this.content = content;
        this.type = type;
        this.original = original;
    }

    static DraftColumn value(SourcePath path, Content content, DataType type) {
        return new DraftColumn(path, Role.VALUE, content, type, Optional.empty());
    }

    static DraftColumn made(SourcePath path, Role role) {
        DataType type = switch (role) {
            case KEY, ID -> DataTypes.LongType;
            case INDEX, SIZE -> DataTypes.IntegerType;
            case PRESENCE -> DataTypes.BooleanType;
            case VALUE, VOID, PROPAGATED -> throw new IllegalArgumentException(role + " is not made");
        };
        return new DraftColumn(path, role, Content.MADE, type, Optional.empty());
    }

    static DraftColumn copyOf(DraftColumn original) {
        return new DraftColumn(original.path, Role.PROPAGATED, Content.COPIED, original.type, Optional.of(original));
    }

    SourcePath path() {
        return path;
    }

    /** Never {@link Role#VOID}: that is told by the content. */
    Role role() {
        return role;
    }

    Content content() {
        return content;
    }

    /** The type before any cast. */
    DataType type() {
        return type;
    }

    /** The root's column of which this is a copy. */
    Optional<DraftColumn> original() {
        return original;
    }
}
