package io.relata.jobs.source;

import io.relata.Source;
import io.relata.testing.SourceContract;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Nested;

/** Each way of reading JSON is a source of its own. */
class JsonSourceContractTest {

    private static final StructType K = new StructType().add("k", DataTypes.LongType);

    private abstract static class JsonContract extends SourceContract {

        JsonContract(SparkSession spark) {
            super(spark);
        }

        @Override
        protected Source missing(Path folder, SparkSession session) {
            return JsonSource.of(folder + "/gone");
        }

        @Override
        protected String messageForMissing(Path folder) {
            return "Cannot read JSON (" + folder
                    + "/gone): no file or folder has this name, and as a pattern it matches"
                    + " none. Correct the path, or check that this run is allowed to list it.";
        }

        @Override
        protected Source noRecord(Path folder, SparkSession session) {
            return JsonSource.of(Files.write(folder, "empty.json", "")).withSchema(K);
        }
    }

    @Nested
    class CheckedLines extends JsonContract {

        CheckedLines(SparkSession spark) {
            super(spark);
        }

        @Override
        protected Source threeRecords(Path folder, SparkSession session) {
            return JsonSource.of(Files.write(folder, "a.json", "{\"k\":1}\n{\"k\":2}\n{\"k\":3}\n"));
        }

        @Override
        protected Optional<Source> threeRecordsAndABadOne(Path folder, SparkSession session) {
            return Optional.of(JsonSource.of(Files.write(folder, "a.json", "{\"k\":1}\n{\"k\":2}\n{bad\n{\"k\":3}\n")));
        }
    }

    @Nested
    class PlainLinesOfAGivenSchema extends JsonContract {

        PlainLinesOfAGivenSchema(SparkSession spark) {
            super(spark);
        }

        @Override
        protected Source threeRecords(Path folder, SparkSession session) {
            return JsonSource.of(Files.write(folder, "a.json", "{\"k\":1}\n{\"k\":2}\n{\"k\":3}\n"))
                    .withSchema(K);
        }

        @Override
        protected Optional<Source> threeRecordsAndABadOne(Path folder, SparkSession session) {
            return Optional.of(JsonSource.of(Files.write(folder, "a.json", "{\"k\":1}\n{\"k\":2}\n{bad\n{\"k\":3}\n"))
                    .withSchema(K));
        }

        @Override
        protected Source noRecord(Path folder, SparkSession session) {
            return JsonSource.of(Files.write(folder, "blank.json", "\n \n")).withSchema(K);
        }
    }

    @Nested
    class Documents extends JsonContract {

        Documents(SparkSession spark) {
            super(spark);
        }

        @Override
        protected Source threeRecords(Path folder, SparkSession session) {
            return JsonSource.of(Files.write(folder, "a.json", "[{\"k\":1},{\"k\":2},{\"k\":3}]"));
        }

        @Override
        protected Optional<Source> threeRecordsAndABadOne(Path folder, SparkSession session) {
            return Optional.of(JsonSource.of(Files.write(folder, "a.json", "[{\"k\":1},{\"k\":2},4,{\"k\":3}]")));
        }
    }
}
