package io.relata.jobs.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the keys of the warehouse must be to each other, and to those of catalog and target. */
final class WarehouseRules {

    private final Fields job;
    private final Fields warehouse;
    private final Reading reading;

    WarehouseRules(Fields job, Fields warehouse, Reading reading) {
        this.job = job;
        this.warehouse = warehouse;
        this.reading = reading;
    }

    void check() {
        warehouse.find(WarehouseKeys.TYPE).ifPresent(type -> {
            OwnKeys.check(warehouse, "a warehouse", type, WarehouseKeys.OWN_KEYS, reading);
            switch (type) {
                case DUCKDB -> {}
                case REDSHIFT_DATA_API -> {
                    oneOf(WarehouseKeys.WORKGROUP, WarehouseKeys.CLUSTER);
                    isGiven(WarehouseKeys.DATABASE);
                    oneLogin();
                }
                case REDSHIFT_JDBC -> isGiven(WarehouseKeys.URL);
                case SCRIPT -> {}
            }
            if (type != WarehouseKeys.Type.DUCKDB) {
                redshiftReadsThem();
            }
        });
        warehouse.find(WarehouseKeys.TABLES).ifPresent(this::tables);
    }

    private void oneOf(Key<?> one, Key<?> other) {
        if (warehouse.names(one) == warehouse.names(other)) {
            reading.problem(
                    warehouse,
                    other,
                    warehouse.names(one)
                            ? "both are given, " + one + " and " + other
                            : "neither is given, " + one + " nor " + other,
                    "Give one of them");
        }
    }

    private void isGiven(Key<?> key) {
        if (!warehouse.names(key)) {
            reading.problem(warehouse, key, "it is missing", "Give " + key.meaning());
        }
    }

    private void oneLogin() {
        if (warehouse.says(WarehouseKeys.USER) && warehouse.says(WarehouseKeys.SECRET)) {
            reading.problem(
                    warehouse, WarehouseKeys.USER, "a secret is given too, and it names a user", "Give one of them");
        } else if (warehouse.says(WarehouseKeys.USER) && warehouse.says(WarehouseKeys.WORKGROUP)) {
            reading.problem(
                    warehouse,
                    WarehouseKeys.USER,
                    "a workgroup of Redshift Serverless takes no user's name",
                    "Leave it out, or give a secret");
        }
    }

    private void redshiftReadsThem() {
        job.find(JobKeys.CATALOG)
                .filter(catalog -> catalog.find(CatalogKeys.TYPE).equals(Optional.of(CatalogKeys.Type.LOCAL)))
                .ifPresent(catalog -> reading.problem(
                        warehouse,
                        WarehouseKeys.TYPE,
                        "Redshift sees tables of the Glue Data Catalog, and the catalog is local",
                        "Write catalog: {type: glue}, or warehouse: {type: duckdb}"));
        job.find(JobKeys.TARGET)
                .flatMap(target -> target.find(TargetKeys.PATH))
                .filter(path -> !path.matches("s3[an]?://.*"))
                .ifPresent(path -> reading.problem(
                        warehouse,
                        WarehouseKeys.TYPE,
                        "Redshift reads files in S3, and the target is elsewhere",
                        "Give a target in S3, or write warehouse: {type: duckdb}"));
    }

    private void tables(Map<String, Fields> tables) {
        if (!tables.isEmpty() && !warehouse.names(WarehouseKeys.SCHEMA)) {
            reading.problem(warehouse, WarehouseKeys.SCHEMA, "nothing says which schema its tables are in", "Give one");
        }
        warehouse
                .find(WarehouseKeys.SCHEMA)
                .filter(schema -> warehouse
                        .find(WarehouseKeys.EXTERNAL_SCHEMA)
                        .filter(schema::equalsIgnoreCase)
                        .isPresent())
                .ifPresent(schema -> reading.problem(
                        warehouse,
                        WarehouseKeys.SCHEMA,
                        "the external schema has this name",
                        "Give the tables a schema of their own"));
        tables.values().forEach(table -> {
            keysFit(table);
            table.find(WarehouseTableKeys.REFERENCES)
                    .ifPresent(references ->
                            references.values().forEach(reference -> referenceIsToAKey(table, reference, tables)));
        });
    }

    private void keysFit(Fields table) {
        boolean upserts = table.find(WarehouseTableKeys.LOAD).equals(Optional.of(WarehouseTableSpec.Load.UPSERT));
        if (upserts && !table.names(WarehouseTableKeys.KEY)) {
            reading.problem(
                    table,
                    WarehouseTableKeys.LOAD,
                    "nothing says which rows are the same",
                    "Give the columns of the key");
        }
        if (!upserts && table.says(WarehouseTableKeys.VERSION)) {
            reading.problem(
                    table,
                    WarehouseTableKeys.VERSION,
                    "all rows are replaced, whatever their version",
                    "Remove it, or write load: upsert");
        }
        if (table.says(WarehouseTableKeys.DISTRIBUTION) && table.says(WarehouseTableKeys.DISTRIBUTION_KEY)) {
            reading.problem(
                    table,
                    WarehouseTableKeys.DISTRIBUTION_KEY,
                    "rows are distributed by a column or by distribution, and both are given",
                    "Give one of them");
        }
        if (table.says(WarehouseTableKeys.SORT) && !table.names(WarehouseTableKeys.SORT_KEY)) {
            reading.problem(table, WarehouseTableKeys.SORT, "nothing says by which columns", "Give a sort-key");
        }
    }

    private void referenceIsToAKey(Fields table, TableColumn reference, Map<String, Fields> tables) {
        Optional<List<String>> key =
                Optional.ofNullable(tables.get(reference.table())).flatMap(other -> other.find(WarehouseTableKeys.KEY));
        if (!key.equals(Optional.of(List.of(reference.column())))) {
            reading.problem(
                    table,
                    WarehouseTableKeys.REFERENCES,
                    reference + " is not the key of one of these tables",
                    DidYouMean.among(tables.keySet(), reference.table())
                            .filter(meant -> !meant.equals(reference.table()))
                            .map(meant -> "Did you mean " + meant + "?")
                            .orElse("Write table.column, and the column alone as the key of that table"));
        }
    }
}
