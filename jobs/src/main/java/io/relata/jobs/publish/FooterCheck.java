package io.relata.jobs.publish;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Reads the footer of every file that is about to be published and compares it with what the catalog would say, since a
 * difference shows otherwise only when somebody queries the table in Redshift Spectrum. Safe for use by several threads.
 */
public final class FooterCheck {

    private final Configuration configuration;
    private final DeltaCheck delta;

    public FooterCheck(Configuration configuration) {
        this.configuration = configuration;
        this.delta = new DeltaCheck(configuration);
    }

    /**
     * Checks all data files of these tables; of Delta tables also that these are the files that the log names, and of
     * manifests that they name them too.
     *
     * @throws RelataException for the first file, by table and name, that cannot be read, has other columns than the
     *     table, or another size or number of rows than was written
     */
    public void check(List<StagedTable> tables) {
        List<Callable<List<RelataException>>> checks = new ArrayList<>();
        for (StagedTable table : tables) {
            switch (table.definition().format()) {
                case PARQUET -> {}
                case DELTA -> checks.add(() -> problems(() -> delta.log(table)));
                case SYMLINK -> checks.add(() -> problems(() -> delta.manifests(table)));
            }
            if (table.definition().format() != TableFormat.SYMLINK) {
                table.files().forEach(file -> checks.add(() -> problems(table, file)));
            }
        }
        try {
            for (List<RelataException> problems : FooterReads.all(checks)) {
                for (RelataException problem : problems) {
                    throw problem;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot compare footers", e.getCause());
        }
    }

    private static List<RelataException> problems(Runnable check) {
        try {
            check.run();
            return List.of();
        } catch (RelataException e) {
            return List.of(e);
        }
    }

    private List<RelataException> problems(StagedTable table, DataFile file) {
        Path path = new Path(table.folder(), file.name());
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration))) {
            long rows = reader.getRecordCount();
            if (file.rows().orElse(rows) != rows) {
                return List.of(refused(
                        table,
                        path,
                        "it holds " + rows + " rows and " + file.rows().getAsLong() + " were written"));
            }
            return FooterColumns.mismatch(
                            table.definition().columns(),
                            reader.getFooter().getFileMetaData().getSchema())
                    .map(mismatch -> refused(
                            table,
                            path,
                            "column " + mismatch.column() + " is " + mismatch.inFile() + " in the file and "
                                    + mismatch.inCatalog() + " in the catalog, which Redshift Spectrum refuses"))
                    .stream()
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of(RelataException.failed(
                    new Problem(
                            "Cannot publish table " + table.name(),
                            path.toString(),
                            "its footer cannot be read: " + e.getMessage(),
                            "Run again; nothing of this run is shown"),
                    e));
        }
    }

    private static RelataException refused(StagedTable table, Path path, String why) {
        return RelataException.failed(new Problem(
                "Cannot publish table " + table.name(),
                path.toString(),
                why,
                "Nothing of this run is shown. Run again; if it stays so, report it with this message"));
    }
}
