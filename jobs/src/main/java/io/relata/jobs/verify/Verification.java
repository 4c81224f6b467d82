package io.relata.jobs.verify;

import io.relata.Catalog;
import io.relata.ParentLink;
import io.relata.RelataException;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.ShownFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** What holds of the published tables of a job, and what does not. Nothing is changed. */
public final class Verification {

    private final SparkSession spark;
    private final RunManifest run;
    private final FoundTables published;

    private Verification(SparkSession spark, RunManifest run, FoundTables published) {
        this.spark = spark;
        this.run = run;
        this.published = published;
    }

    /** @param runs the published runs of the job, the latest first; at least one */
    public static Verification of(List<RunManifest> runs, Catalog catalog, SparkSession spark) {
        return new Verification(spark, runs.get(0), FoundTables.of(runs, catalog));
    }

    /** Whether the manifests, the catalog, the files and the keys of the tables agree with each other. */
    public List<Finding> ofTables() {
        List<Finding> findings = new ArrayList<>(published.missing());
        for (VerifiedTable table : published.tables()) {
            List<String> differences = differences(table);
            if (differences.isEmpty()) {
                findings.add(Finding.same(
                        table.subject(),
                        table.shown().statistics().rows() + " rows, as the manifest, the catalog and the files say"));
            }
            differences.forEach(difference -> findings.add(Finding.differs(table.subject(), difference)));
        }
        return findings;
    }

    /**
     * Whether the documents of an input are those that the tables hold.
     *
     * @param paths files, folders and patterns
     */
    public List<Finding> ofDocuments(Documents documents, List<String> paths) {
        if (run.schema().tables().tables().isEmpty()) {
            return List.of(Finding.notCompared("documents", "the last run relationalized none"));
        }
        try {
            return documents.findings(paths, run, published, spark);
        } catch (RelataException e) {
            throw e;
        } catch (Exception e) { // Spark's AnalysisException is a checked one that is not declared
            // What Spark says may hold values; files of tables have their own findings.
            return List.of(Finding.notCompared("documents", "the files of the tables or of the input cannot be read"));
        }
    }

    private List<String> differences(VerifiedTable table) {
        List<String> differences = new ArrayList<>(CatalogEntry.differences(table));
        List<String> inFiles = ShownFiles.differences(
                table.shown(), table.partitions(), spark.sparkContext().hadoopConfiguration());
        differences.addAll(inFiles);
        Optional<ParentLink> link = table.shown().parent();
        if (link.isPresent() && table.hasFiles()) {
            differences.addAll(published
                    .find(link.get().parentTable())
                    .map(parent -> keys(table, parent, link.get()))
                    .orElseGet(() ->
                            List.of("it hangs from table " + link.get().parentTable() + ", which is not published")));
        }
        return differences;
    }

    private List<String> keys(VerifiedTable child, VerifiedTable parent, ParentLink link) {
        try {
            return new Keys(spark).faults(child, parent, link.childColumn(), link.parentColumn());
        } catch (Exception e) { // Spark's AnalysisException is a checked one that is not declared
            // What Spark says of files that it cannot read may hold values; the files have their own findings.
            return List.of("its rows and those of " + parent.subject() + " cannot be read together");
        }
    }
}
