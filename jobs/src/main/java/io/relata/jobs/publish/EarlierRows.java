package io.relata.jobs.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableStatistics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Lets a run's Delta table hold the rows of earlier runs that stay beside its own: one more commit of its log names their
 * files where they lie, as a shallow clone does. No file is read or written again.
 */
public final class EarlierRows {

    private EarlierRows() {}

    /**
     * Names the files that stay in the log of the run's table, which nobody reads yet.
     *
     * @param staged a Delta table with the run's rows alone
     * @param shown the Delta table whose rows they come beside
     * @param now the time of the commit
     * @return the table with all of its rows
     * @throws RelataException as {@link EarlierFiles#of}, and when the log cannot be written
     */
    public static StagedTable with(
            StagedTable staged, TableDefinition shown, Instant now, Configuration configuration) {
        EarlierFiles files = EarlierFiles.of(shown, staged.definition().location(), configuration);
        return with(staged, files.where(file -> stays(file, staged)), now, configuration);
    }

    /**
     * Names these files in the log of the run's table, which nobody reads yet.
     *
     * @throws RelataException when the log cannot be read or written
     */
    public static StagedTable with(StagedTable staged, EarlierFiles stays, Instant now, Configuration configuration) {
        TableDefinition table = staged.definition();
        if (stays.files().isEmpty()) {
            return staged;
        }
        try {
            String commit = DeltaLog.read(table.location(), configuration).nextCommit();
            new WholeFiles(configuration).create(commit, commit(stays.shown(), table, stays.files(), now));
            return staged.withStatistics(sum(table.statistics(), stays.statistics(configuration)));
        } catch (IOException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot go on with table " + table.name(),
                            table.location(),
                            "its Delta log cannot be read or written: " + e.getMessage(),
                            "Nothing of this run is shown. Run again, or write mode: replace"),
                    e);
        }
    }

    private static boolean stays(DeltaLog.LiveFile file, StagedTable staged) {
        if (staged.loading() instanceof Loading.Replay replay) {
            return !RunRows.isOf(replay.replayed(), file);
        }
        return !(staged.loading() instanceof Loading.ReplacePartitions replacing)
                || !replacing.replaced().contains(file.partition());
    }

    private static String runs(TableDefinition table) {
        return TargetLayout.runs(table.location());
    }

    private static byte[] commit(
            TableDefinition shown, TableDefinition table, List<DeltaLog.LiveFile> stays, Instant now)
            throws JsonProcessingException {
        DeltaCommit commit = new DeltaCommit("KEEP EARLIER ROWS", shown.run(), now);
        for (DeltaLog.LiveFile file : stays) {
            // In the scheme of this run: the one that an earlier run wrote through may not be known where readers are.
            String location =
                    runs(table) + file.location().substring(runs(shown).length());
            ObjectNode add = commit.action("add");
            add.setAll((ObjectNode) file.add());
            add.put("path", new Path(location).toUri().toString()).put("dataChange", true);
        }
        return commit.bytes();
    }

    private static TableStatistics sum(TableStatistics own, TableStatistics stays) {
        return new TableStatistics(own.rows() + stays.rows(), own.files() + stays.files(), own.bytes() + stays.bytes());
    }
}
