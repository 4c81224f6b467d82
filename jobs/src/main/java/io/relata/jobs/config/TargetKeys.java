package io.relata.jobs.config;

import io.relata.TableFormat;
import io.relata.transforms.shred.OutputFiles;
import java.util.List;

/** The keys that say where the tables' files go. */
final class TargetKeys {

    static final Key<String> PATH = Key.required("path", Paths.FOLDER, "the folder that the tables are written to");

    static final Key<TableFormat> FORMAT = Key.optional(
                    "format",
                    Choice.among(List.of(TableFormat.PARQUET, TableFormat.DELTA)),
                    "how each table is laid out")
            .orElse(TableFormat.PARQUET);

    static final Key<TargetSpec.Mode> MODE = Key.optional(
                    "mode", Choice.of(TargetSpec.Mode.class), "what a run does to what is already published")
            .orElse(TargetSpec.Mode.REPLACE);

    static final Key<List<String>> PARTITION_BY = Key.optional(
            "partition-by",
            new ListOf<>(Texts.ANY),
            "the root table's columns that become partition columns of every table, outermost first");

    static final Key<Long> RETAIN = Key.optional(
                    "retain",
                    new WholeNumber(1, 1_000),
                    "how many published snapshots are kept, the current one counted")
            .orElse(2L);

    static final Key<Long> TARGET_FILE_SIZE = Key.optional(
                    "target-file-size",
                    new ByteSize(OutputFiles.LEAST_BYTES, OutputFiles.GREATEST_BYTES),
                    "about how large the files of relationalized tables are; a table's own `files` goes before it")
            .orElse(TargetSpec.FILE_SIZE);

    static final Section SECTION = new Section(PATH, FORMAT, MODE, PARTITION_BY, RETAIN, TARGET_FILE_SIZE);

    private TargetKeys() {}

    static TargetSpec spec(Fields target) {
        return new TargetSpec(
                target.value(PATH),
                target.value(FORMAT),
                target.value(MODE),
                target.find(PARTITION_BY).orElse(List.of()),
                Math.toIntExact(target.value(RETAIN)),
                target.value(TARGET_FILE_SIZE));
    }
}
