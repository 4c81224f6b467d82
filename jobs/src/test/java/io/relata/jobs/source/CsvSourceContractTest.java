package io.relata.jobs.source;

import io.relata.Source;
import io.relata.testing.SourceContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class CsvSourceContractTest extends SourceContract {

    CsvSourceContractTest(SparkSession spark) {
        super(spark);
    }

    private static Source source(String path) {
        return CsvSource.of(List.of(path), CsvFormat.DEFAULT)
                .withSchema(new StructType().add("k", DataTypes.LongType, false));
    }

    @Override
    protected Source threeRecords(Path folder, SparkSession session) {
        return source(Files.write(folder, "a.csv", "k\n1\n2\n3\n"));
    }

    @Override
    protected Optional<Source> threeRecordsAndABadOne(Path folder, SparkSession session) {
        return Optional.of(source(Files.write(folder, "a.csv", "k\n1\nbad\n2\n3\n")));
    }

    @Override
    protected Source noRecord(Path folder, SparkSession session) {
        return source(Files.write(folder, "a.csv", "k\n\n"));
    }

    @Override
    protected Source missing(Path folder, SparkSession session) {
        return source(folder + "/gone");
    }

    @Override
    protected String messageForMissing(Path folder) {
        return "Cannot read CSV (" + folder + "/gone): no file or folder has this name, and as a pattern it matches"
                + " none. Correct the path, or check that this run is allowed to list it.";
    }
}
