package io.relata.jobs.verify;

import static org.apache.spark.sql.functions.col;

import io.relata.NamedTable;
import io.relata.RejectedRecord;
import io.relata.TableSet;
import io.relata.jobs.merge.Validity;
import io.relata.jobs.publish.RunManifest;
import io.relata.transforms.json.InputFile;
import io.relata.transforms.json.InputFiles;
import io.relata.transforms.plan.PublishedTables;
import io.relata.transforms.restore.DocumentShape;
import io.relata.transforms.restore.Restore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares the documents that the tables hold with those of an input.
 *
 * @param format how the documents lie in the input
 * @param allowances what the job's tables do not tell apart
 * @param key the logical names of the columns that name a document; none where nothing does
 * @param sample of how many documents of the input; all where empty
 */
public record Documents(InputFormat format, Allowances allowances, List<String> key, OptionalInt sample) {

    public Documents {
        key = List.copyOf(key);
    }

    List<Finding> findings(List<String> paths, RunManifest run, FoundTables published, SparkSession spark) {
        PublishedTables known = run.schema().tables();
        if (published
                .find(known.tables().get(0).name())
                .filter(VerifiedTable::hasFiles)
                .isEmpty()) {
            return List.of(Finding.notCompared("documents", "their root table shows nothing"));
        }
        TableSet tables = tables(known, published, spark);
        Restore restore = Restore.of(known);
        DocumentShape shape = restore.shape(tables);
        FormedDocuments forms = new FormedDocuments(shape, allowances);
        List<String> files = InputFiles.list(paths, spark.sparkContext().hadoopConfiguration()).stream()
                .map(InputFile::path)
                .toList();
        Dataset<Row> accounted = forms.ofTexts(restore.documents(tables));
        Optional<VerifiedTable> rejects = published.find(known.tables().get(0).name() + RejectedRecord.TABLE_SUFFIX);
        if (rejects.isPresent() && rejects.get().hasFiles()) {
            Dataset<String> raw = rejects.get()
                    .rows(spark)
                    .select("raw")
                    .where("raw IS NOT NULL")
                    .as(Encoders.STRING());
            accounted = accounted.unionByName(forms.ofTexts(raw));
        }
        return Comparison.findings(forms.ofFiles(files, format, spark), accounted, sample, keyPaths(known));
    }

    private static TableSet tables(PublishedTables known, FoundTables published, SparkSession spark) {
        List<NamedTable> tables = new ArrayList<>();
        for (PublishedTables.Table table : known.tables()) {
            published
                    .find(table.name())
                    .filter(VerifiedTable::hasFiles)
                    .ifPresent(found -> tables.add(
                            new NamedTable(table.name(), current(table, found.rows(spark)), Optional.empty())));
        }
        return TableSet.of(tables);
    }

    /** Of a history the versions that hold now. A column of this name that the documents have is none of a history. */
    private static Dataset<Row> current(PublishedTables.Table table, Dataset<Row> rows) {
        boolean isOfDocuments =
                table.columns().stream().anyMatch(column -> column.name().equals(Validity.CURRENT));
        return Validity.isOf(rows.schema()) && !isOfDocuments ? rows.where(col(Validity.CURRENT)) : rows;
    }

    private List<String> keyPaths(PublishedTables known) {
        return known.tables().get(0).columns().stream()
                .filter(column -> key.contains(column.logicalName()))
                .map(PublishedTables.Column::path)
                .toList();
    }
}
