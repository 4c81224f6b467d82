package io.relata.jobs.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Compares the documents of an input with those that were rebuilt, as multisets of canonical forms. */
final class Comparison {

    private static final String SUBJECT = "documents";
    private static final int LOOKED_AT = 200;
    private static final int PATHS_SHOWN = 100;

    private final Dataset<Row> all;

    /**
     * @param input the documents that were read, those that were rejected among them
     * @param accounted the documents that were rebuilt, and those that were rejected
     * @param sample of how many documents of the input; all where empty
     */
    static List<Finding> findings(
            Dataset<Row> input, Dataset<Row> accounted, OptionalInt sample, List<String> keyPaths) {
        Dataset<Row> all = input.withColumn("weight", lit(1))
                .unionByName(accounted.withColumn("weight", lit(-1)))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return new Comparison(all).findings(sample, keyPaths);
        } finally {
            all.unpersist();
        }
    }

    private Comparison(Dataset<Row> all) {
        this.all = all;
    }

    private List<Finding> findings(OptionalInt sample, List<String> keyPaths) {
        List<Finding> findings = new ArrayList<>(left());
        Dataset<Row> sums = all.groupBy(FormedDocuments.FORM)
                .agg(
                        sum("weight").as("surplus"),
                        count(when(col("weight").gt(0), 1)).as("read"),
                        min(when(col("weight").gt(0), struct(FormedDocuments.FILE, FormedDocuments.NUMBER)))
                                .as("first"));
        Dataset<Row> asked = sample.isPresent() ? sampled(sums, sample.getAsInt()) : sums;
        Column missing = col("surplus").gt(0);
        Column extra = col("surplus").lt(0);
        Row counts = asked.agg(
                        sum("read"),
                        sum(when(missing, col("surplus")).otherwise(0)),
                        sum(when(extra, col("surplus").multiply(-1)).otherwise(0)))
                .first();
        long read = number(counts, 0);
        long unlike = number(counts, 1);
        long unasked = number(counts, 2);
        if (unlike == 0 && unasked == 0) {
            findings.add(Finding.same(SUBJECT, read + " of the input, each as the tables have it"));
            return findings;
        }
        findings.add(Finding.differs(
                SUBJECT,
                unlike + " of " + read + " of the input are not in the tables as they are, and " + unasked
                        + " of the tables are not in the input"));
        findings.addAll(new Pairing(keyPaths).findings(looked(asked.where(missing)), looked(sums.where(extra))));
        return findings;
    }

    /** The same documents each time, from wherever in the input. */
    private static Dataset<Row> sampled(Dataset<Row> sums, int sample) {
        return sums.where("read > 0")
                .orderBy(xxhash64(col(FormedDocuments.FORM)), col(FormedDocuments.FORM))
                .limit(sample);
    }

    private static List<Unlike> looked(Dataset<Row> sums) {
        return sums.orderBy(FormedDocuments.FORM).limit(LOOKED_AT).collectAsList().stream()
                .map(Unlike::of)
                .toList();
    }

    private List<Finding> left() {
        return all
                .select(explode(col(FormedDocuments.LEFT)).as("path"))
                .groupBy("path")
                .count()
                .orderBy("path")
                .limit(PATHS_SHOWN)
                .collectAsList()
                .stream()
                .map(row -> Finding.notCompared(
                        row.getString(0), row.getLong(1) + " documents have values there that no column takes"))
                .toList();
    }

    private static long number(Row row, int at) {
        return row.isNullAt(at) ? 0 : row.getLong(at);
    }
}
