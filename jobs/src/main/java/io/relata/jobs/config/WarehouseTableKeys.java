package io.relata.jobs.config;

import java.util.List;
import java.util.Map;

/** The keys of a table that the warehouse keeps itself. */
final class WarehouseTableKeys {

    static final Key<List<String>> KEY = Key.optional(
            "key",
            new OneOrMore<>(WarehouseTexts.COLUMN),
            "the columns that name a row, of which each comes in once and has a value");

    static final Key<WarehouseTableSpec.Load> LOAD = Key.optional(
                    "load",
                    Choice.of(WarehouseTableSpec.Load.class),
                    "whether a run puts the published table's rows in place of those that are there (replace), or its own"
                            + " in place of those of the same key (upsert)")
            .orElse(WarehouseTableSpec.Load.REPLACE);

    static final Key<String> VERSION = Key.optional(
            "version",
            WarehouseTexts.COLUMN,
            "the column by which a row is newer than another of its key; older ones that come late change nothing");

    static final Key<List<String>> NOT_NULL = Key.optional(
            "not-null",
            new OneOrMore<>(WarehouseTexts.COLUMN),
            "columns beside the key's in which every row has a value; Redshift sees to it");

    static final Key<Map<String, TableColumn>> REFERENCES = Key.optional(
            "references",
            new MapOf<>(WarehouseTexts.COLUMN, Texts.TABLE_COLUMN, MapOf.Growth.OPEN),
            "by column, the key of another of these tables whose values it has; Redshift plans by it and does not see to"
                    + " it");

    static final Key<WarehouseTableSpec.Distribution> DISTRIBUTION = Key.optional(
                    "distribution",
                    Choice.of(WarehouseTableSpec.Distribution.class),
                    "which node of Redshift keeps a row: as Redshift chooses, any, or all of them")
            .orElse(WarehouseTableSpec.Distribution.AUTO);

    static final Key<String> DISTRIBUTION_KEY = Key.optional(
            "distribution-key",
            WarehouseTexts.COLUMN,
            "the column whose rows of one value lie on one node of Redshift");

    static final Key<List<String>> SORT_KEY = Key.optional(
                    "sort-key", new OneOrMore<>(WarehouseTexts.COLUMN), "the columns by which Redshift sorts rows")
            .orElseShown("as Redshift chooses");

    static final Key<WarehouseTableSpec.Sort> SORT = Key.optional(
                    "sort",
                    Choice.of(WarehouseTableSpec.Sort.class),
                    "whether rows are sorted by the first column and then the next, or by each alike")
            .orElse(WarehouseTableSpec.Sort.COMPOUND);

    static final Section SECTION =
            new Section(KEY, LOAD, VERSION, NOT_NULL, REFERENCES, DISTRIBUTION, DISTRIBUTION_KEY, SORT_KEY, SORT);

    private WarehouseTableKeys() {}

    static WarehouseTableSpec spec(Fields table) {
        return new WarehouseTableSpec(
                table.find(KEY).orElse(List.of()),
                table.value(LOAD),
                table.find(VERSION),
                table.find(NOT_NULL).orElse(List.of()),
                table.find(REFERENCES).orElse(Map.of()),
                table.value(DISTRIBUTION),
                table.find(DISTRIBUTION_KEY),
                table.find(SORT_KEY).orElse(List.of()),
                table.value(SORT));
    }
}
