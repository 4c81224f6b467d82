package io.relata.jobs.doctor;

import io.relata.Catalog;
import io.relata.CatalogConflictException;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** Does with a table of its own what runs do in the catalog, and removes it. Nothing lies where it says its files are. */
public final class CatalogTrial {

    /** What the table is called. */
    static final String TABLE = "relata_doctor";

    private static final String REMEDY = "Check the role: deploy/templates/access.yaml has what a run asks of Glue";

    private final Catalog catalog;
    private final TableName name;
    private final TableDefinition first;
    private final TableDefinition second;

    /** @param location a folder of the doctor's, where nothing is */
    public CatalogTrial(Catalog catalog, String database, String location, RunId run) {
        this.catalog = catalog;
        this.name = new TableName(database, TABLE);
        this.first = definition(location, run, 1);
        this.second = definition(location, run, 2);
    }

    private TableDefinition definition(String location, RunId run, long rows) {
        return new TableDefinition(
                name,
                new StructType().add("id", "bigint"),
                List.of(),
                location,
                TableFormat.PARQUET,
                Optional.empty(),
                run,
                new TableStatistics(rows, 1, 1));
    }

    /** Tries each thing, until one fails. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String subject = "look up a table";
        try {
            Optional<CatalogTable> left = catalog.find(name);
            if (left.isPresent() && !isDoctors(left.get())) {
                return List.of(Finding.fail(
                        "catalog", "table " + name + " is there and not the doctor's", "Give that table another name"));
            }
            left.ifPresent(table -> catalog.drop(name, table.version()));
            findings.add(Finding.ok(subject, "in database " + name.database()));
            subject = "create a table";
            CatalogVersion version = catalog.put(first, CatalogVersion.ABSENT);
            findings.add(Finding.ok(subject, name.toString()));
            subject = "change a table";
            version = catalog.put(second, version);
            findings.add(Finding.ok(subject, name.toString()));
            subject = "refuse the slower of two changes";
            findings.add(slower(subject));
            subject = "list tables";
            findings.add(
                    catalog.tables(name.database()).contains(name)
                            ? Finding.ok(subject, "of database " + name.database())
                            : Finding.fail(subject, "the created one is not among them", REMEDY));
            subject = "remove a table";
            catalog.drop(name, version);
            findings.add(Finding.ok(subject, name.toString()));
        } catch (RelataException e) {
            findings.add(Finding.fail(subject, String.valueOf(e.getMessage()), REMEDY));
        }
        return List.copyOf(findings);
    }

    /** Another state, put by who has not seen the present one. */
    private Finding slower(String subject) {
        try {
            catalog.put(first, CatalogVersion.ABSENT);
            return Finding.fail(subject, "both were taken", "Do not run two jobs on one target");
        } catch (CatalogConflictException refused) {
            return Finding.ok(subject, "the one that did not know the other");
        }
    }

    private boolean isDoctors(CatalogTable table) {
        return table.definition().location().contains("/_relata/doctor/");
    }
}
