package io.relata.jobs;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.Failpoint;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.jobs.bookmark.Bookmarks;
import io.relata.jobs.config.JobFile;
import io.relata.jobs.optimize.TableJoin;
import io.relata.jobs.optimize.TablePlan;
import io.relata.jobs.publish.FooterCheck;
import io.relata.jobs.publish.Publication;
import io.relata.jobs.publish.PublishedSchema;
import io.relata.jobs.publish.RunManifest;
import io.relata.jobs.publish.StagedTable;
import io.relata.jobs.sink.RewriteSite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Joins the small files of what a job has published, as a run of its own that shows the same rows. All of the job's tables
 * become the run's, also those of which no file is joined: what one run shows is one state of all of them.
 */
final class Optimization {

    private final PublishedTarget target;
    private final JobFile job;
    private final Catalog catalog;
    private final RewriteSite site;
    private final List<TableDefinition> tables;

    private Optimization(PublishedTarget target, RewriteSite site, List<TableDefinition> tables) {
        this.target = target;
        this.job = target.job();
        this.catalog = target.catalog();
        this.site = site;
        this.tables = tables;
    }

    /** Of the tables as they are now. */
    static Optimization of(PublishedTarget target, Surroundings surroundings) {
        JobFile job = target.job();
        SparkSession spark = SparkSessions.forApplication(job.name());
        Instant now = surroundings.clock().instant();
        return new Optimization(
                target, new RewriteSite(spark, target.layout(), job.target().fileSize(), now), published(target));
    }

    /** What the job's runs published to this target, by name. */
    private static List<TableDefinition> published(PublishedTarget target) {
        JobFile job = target.job();
        Set<TableName> names = new TreeSet<>(Comparator.comparing(TableName::toString));
        target.manifests()
                .published(job.name())
                .filter(run -> run.catalog().equals(job.catalog().catalog()))
                .findFirst()
                .ifPresent(
                        run -> Stream.concat(run.tables().stream().map(StagedTable::name), run.notRefreshed().stream())
                                .forEach(names::add));
        return names.stream()
                .flatMap(name -> target.catalog().find(name).stream())
                .map(CatalogTable::definition)
                .filter(table -> table.format() == job.target().format())
                .filter(table -> target.layout().holds(table.name(), table.location()))
                .toList();
    }

    /**
     * What is to be joined, by table.
     *
     * @param only names of tables; none for all
     * @throws RelataException when there is no table of a name, or the files of one cannot be read
     */
    List<TablePlan> plans(List<String> only) {
        List<String> known = tables.stream().map(table -> table.name().table()).toList();
        for (String name : only) {
            if (!known.contains(name)) {
                throw RelataException.usage(new Problem(
                        "Cannot optimize table " + name,
                        "--table",
                        "job " + job.name() + " has published no such table to "
                                + site.layout().target(),
                        known.isEmpty() ? "Run the job first" : "Name one of " + String.join(", ", known)));
            }
        }
        return tables.stream()
                .map(table -> only.isEmpty() || only.contains(table.name().table())
                        ? TablePlan.of(table, catalog.partitions(table.name()), site)
                        : new TablePlan(table, table.statistics(), List.of()))
                .toList();
    }

    /**
     * Writes and publishes.
     *
     * @param sort the columns that joined files are sorted by; none for the usual ones
     * @throws RelataException when a file cannot be read or written, or another run publishes the tables meanwhile; they
     *     are then as they were, or as the other run made them
     */
    Publication publish(List<TablePlan> plans, List<String> sort) {
        List<TableName> writing = tables.stream().map(TableDefinition::name).toList();
        Configuration hadoop = target.configuration();
        try {
            CarriedState state = new CarriedState(job, tables);
            PublishedSchema schema = state.schema(target.manifests());
            List<StagedTable> staged = written(plans, SortColumns.of(job, schema.tables(), sort));
            Failpoint.STAGED.reached();
            List<StagedTable> all = SpectrumTables.with(staged, job, catalog, hadoop);
            new FooterCheck(hadoop).check(all);
            Bookmarks bookmarks = target.bookmarks();
            state.bookmark(site.layout().run(), bookmarks).ifPresent(bookmarks::write);
            Failpoint.BOOKMARKED.reached();
            RunManifest manifest = RunManifest.staged(
                    site.layout().run(), job.name(), job.catalog().catalog(), site.now(), all, List.of(), schema);
            return target.publisher().publish(manifest, catalog);
        } catch (RuntimeException e) {
            throw abandoned(e, writing);
        } finally {
            TargetFolder.removeUnused(site.layout(), writing, hadoop);
        }
    }

    private List<StagedTable> written(List<TablePlan> plans, SortColumns sort) {
        List<List<String>> columns = plans.stream()
                .map(plan -> plan.joinsFiles() ? sort.in(plan.shown()) : List.<String>of())
                .toList();
        TableJoin join = new TableJoin(site);
        List<StagedTable> staged = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            staged.add(join.write(plans.get(i), columns.get(i)));
        }
        return staged;
    }

    private RuntimeException abandoned(RuntimeException failure, List<TableName> writing) {
        try {
            target.publisher().abandon(site.layout().run(), writing);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
