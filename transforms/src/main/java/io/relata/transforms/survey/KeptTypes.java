package io.relata.transforms.survey;

import io.relata.transforms.plan.OptionPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Finds in the schema that readers know the places where a table that stays begins. */
final class KeptTypes {

    private static final String ENTRIES = "{}";

    private final KeptTables kept;
    private final Map<String, Start> starts = new HashMap<>();

    /**
     * The place of a table's rows.
     *
     * @param type of an element; of a struct used as a map the struct itself
     * @param planned the path as a plan has it, which knows no entry of a struct used as a map by its name
     */
    record Start(DataType type, String planned) {}

    private KeptTypes(KeptTables kept) {
        this.kept = kept;
    }

    static KeptTypes of(StructType known, KeptTables kept) {
        KeptTypes types = new KeptTypes(kept);
        if (!kept.isNone()) {
            types.find(known, OptionPath.RECORD, OptionPath.RECORD);
        }
        return types;
    }

    private void find(DataType type, String path, String planned) {
        if (type instanceof ArrayType array) {
            String element = OptionPath.element(planned);
            if (kept.holds(OptionPath.json(element))) {
                starts.put(OptionPath.element(path), new Start(array.elementType(), element));
            }
            find(array.elementType(), OptionPath.element(path), element);
        } else if (type instanceof StructType struct && Variants.are(struct)) {
            for (StructField variant : struct.fields()) {
                find(variant.dataType(), path, planned);
            }
        } else if (type instanceof StructType struct) {
            if (kept.holds(entries(planned))) {
                starts.put(OptionPath.entryValue(path), new Start(struct, planned));
            }
            for (StructField field : struct.fields()) {
                find(field.dataType(), OptionPath.member(path, field.name()), member(planned, field.name()));
            }
        }
    }

    private static String entries(String planned) {
        return OptionPath.json(planned) + ENTRIES;
    }

    /** Whether the record itself stays. */
    boolean keepsRecord() {
        return kept.holds(OptionPath.json(OptionPath.RECORD));
    }

    /** What is known of the rows whose path is this, where their table stays. */
    Optional<Start> start(String path) {
        return Optional.ofNullable(starts.get(path));
    }

    /** Whether the elements of the array here are rows of a table that may change. */
    boolean changesElements(String planned) {
        return kept.isOther(OptionPath.json(OptionPath.element(planned)));
    }

    /** Whether the members of the struct here are rows of a table that may change. */
    boolean changesEntries(String planned) {
        return kept.isOther(entries(planned));
    }

    /** A member's path as a plan has it. */
    String member(String planned, String name) {
        boolean isEntry = kept.holds(entries(planned)) || kept.isOther(entries(planned));
        return isEntry ? OptionPath.entryValue(planned) : OptionPath.member(planned, name);
    }
}
