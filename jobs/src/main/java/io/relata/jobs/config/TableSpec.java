package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.jobs.source.jdbc.Window;
import io.relata.transforms.plan.RelationalizeOptions.TableOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a job says of one table. Columns go by logical name, or by the name the naming policy gives.
 *
 * @param name the published name; empty to keep the name it has
 * @param rename new names by column
 * @param cast new types by column, as Spark's DDL writes them
 * @param drop columns left out
 * @param select the only columns kept, in this order; empty for all
 * @param files how many files a run writes at most, at least 1; empty for as many as the size asks for
 * @param key the columns that name a row of a source that is loaded as it is, for merging; else empty
 * @param merge how its rows are merged, where they are
 * @param contract what may change of the table, never {@link Contract#NONE}; empty for what goes for the table above it
 */
public record TableSpec(
        Optional<String> name,
        Map<String, String> rename,
        Map<String, String> cast,
        List<String> drop,
        List<String> select,
        OptionalInt files,
        List<String> key,
        MergeRule merge,
        Optional<Contract> contract) {

    /** Nothing said. */
    public static final TableSpec NONE = new TableSpec(
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            OptionalInt.empty(),
            List.of(),
            MergeRule.PLAIN,
            Optional.empty());

    public TableSpec {
        requireNonNull(name, "name");
        rename = Ordered.copy(rename);
        cast = Ordered.copy(cast);
        drop = List.copyOf(drop);
        select = List.copyOf(select);
        requireNonNull(files, "files");
        key = List.copyOf(key);
        requireNonNull(merge, "merge");
        requireNonNull(contract, "contract");
    }

    /** Whether something is said that only a table which records become by relationalizing can be. */
    public boolean isShaped() {
        return name.isPresent()
                || !rename.isEmpty()
                || !cast.isEmpty()
                || !drop.isEmpty()
                || !select.isEmpty()
                || contract.isPresent();
    }

    TableSpec within(Window window) {
        return new TableSpec(name, rename, cast, drop, select, files, key, merge.within(window), contract);
    }

    TableOptions options() {
        return new TableOptions(name.orElse(""), rename, cast, drop, select);
    }
}
