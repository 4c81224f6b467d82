package io.relata.transforms;

import io.relata.FolderName;
import io.relata.NamedTable;
import io.relata.Problem;
import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.TableSet;
import io.relata.Transform;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.shred.Destination;
import io.relata.transforms.shred.ShreddedTable;
import io.relata.transforms.shred.ShreddedTables;
import io.relata.transforms.shred.Shredder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Turns nested records into flat, joinable tables: structs become dotted columns, each array becomes a child table. For
 * any Spark program:
 *
 * <pre>{@code
 * TableSet tables = Relationalize.root("players").stagedAt("s3a://bucket/staging/1").apply(dataset);
 * Dataset<Row> games = tables.table("players_game_details").rows();
 * }</pre>
 *
 * <p>One pass writes all tables as Parquet under the staging folder, and the tables read from there: root and children
 * never disagree, however often they are evaluated. Immutable; safe for use by several threads.
 */
public final class Relationalize implements Transform {

    private final RelationalizeOptions options;
    private final Optional<String> stagingFolder;

    private Relationalize(RelationalizeOptions options, Optional<String> stagingFolder) {
        this.options = options;
        this.stagingFolder = stagingFolder;
    }

    /** As AWS Glue does it, with a root table of this name. */
    public static Relationalize root(String name) {
        return with(RelationalizeOptions.root(name));
    }

    public static Relationalize with(RelationalizeOptions options) {
        return new Relationalize(options, Optional.empty());
    }

    /** Stages the tables in folders under this one, which must not hold files of theirs; the caller removes them. */
    public Relationalize stagedAt(String folder) {
        String withoutSlash = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return new Relationalize(options, Optional.of(withoutSlash));
    }

    /**
     * Relationalizes the root of {@code tables}; what else is in the set stays, after the root's own tables.
     *
     * @throws RelataException as {@link #apply(Dataset)}
     */
    @Override
    public TableSet apply(TableSet tables) {
        TableSet result = apply(tables.root().rows());
        for (NamedTable other : tables.stream().skip(1).toList()) {
            result = result.with(other);
        }
        return result;
    }

    /**
     * The tables of these records, the root first. A last table holds rejected records, if there are any: its name is
     * the root's with {@link RejectedRecord#TABLE_SUFFIX}.
     *
     * @throws RelataException when the schema cannot be planned with these options, a value does not fit its column, a
     *     document key comes twice or the staging folder cannot be written
     */
    public TableSet apply(Dataset<Row> records) {
        RelationalPlan plan = RelationalPlan.of(RejectedRecord.without(records.schema()), options);
        return staged(records.sparkSession(), Shredder.shred(records, plan, this::destination));
    }

    /**
     * The tables of JSON, walked as bytes; otherwise as {@link #apply(Dataset)}. Where columns differ in case alone, the
     * datasets belong to a session beside the caller's, which tells them apart.
     *
     * @throws RelataException as {@link #apply(Dataset)}, or when the input is not what it was when it was surveyed
     */
    public TableSet apply(SparkSession spark, SurveyedJson records) {
        RelationalPlan plan = RelationalPlan.of(records.schema(), options);
        ShreddedTables shredded = Shredder.shred(spark, records.records(plan), plan, this::destination);
        return staged(hasCaseTwins(shredded) ? tellingCaseApart(spark) : spark, shredded);
    }

    private static boolean hasCaseTwins(ShreddedTables shredded) {
        return shredded.tables().stream().anyMatch(table -> {
            Set<String> names = new HashSet<>();
            return Arrays.stream(table.schema().fieldNames())
                    .anyMatch(name -> !names.add(name.toLowerCase(Locale.ROOT)));
        });
    }

    private static SparkSession tellingCaseApart(SparkSession spark) {
        SparkSession beside = spark.newSession();
        beside.conf().set("spark.sql.caseSensitive", "true");
        return beside;
    }

    private Destination destination(String table) {
        String folder = stagingFolder.orElseThrow(() -> RelataException.usage(new Problem(
                "Cannot relationalize " + options.root(),
                "Relationalize",
                "there is no folder to stage the tables in",
                "Call stagedAt(folder)")));
        return new Destination(folder + "/" + FolderName.of(table));
    }

    private static TableSet staged(SparkSession spark, ShreddedTables shredded) {
        List<NamedTable> tables = new ArrayList<>();
        shredded.tables().forEach(table -> tables.add(read(spark, table)));
        shredded.rejects().ifPresent(table -> tables.add(read(spark, table)));
        return TableSet.of(tables);
    }

    private static NamedTable read(SparkSession spark, ShreddedTable table) {
        Dataset<Row> rows = spark.read().schema(table.schema()).parquet(table.location());
        return new NamedTable(table.name(), rows, table.parent());
    }
}
