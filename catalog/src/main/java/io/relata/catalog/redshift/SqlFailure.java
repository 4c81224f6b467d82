package io.relata.catalog.redshift;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.List;

/** How a statement that failed is told. */
public final class SqlFailure {

    /** A result of more rows is refused: it would have to fit in memory as text. */
    public static final int MOST_ROWS = 100_000;

    private SqlFailure() {}

    /**
     * Names the statement.
     *
     * @param number which of them, from 1
     * @param why what the warehouse says
     */
    public static Problem of(List<String> sqls, int number, String why) {
        String which = sqls.size() == 1 ? "a statement" : "statement " + number + " of " + sqls.size();
        String sql = sqls.get(number - 1);
        return new Problem(
                "Cannot run " + which + " in the warehouse",
                sql.lines().findFirst().orElse(""),
                why,
                sqls.size() == 1
                        ? "See what the warehouse says, then run again"
                        : "See what the warehouse says, then run again: none of them took effect");
    }

    /**
     * What is told where nobody knows whether statements ran.
     *
     * @param handle how the warehouse calls them
     */
    static Problem unknown(List<String> sqls, String handle, String why) {
        return new Problem(
                sqls.size() == 1
                        ? "Cannot tell whether a statement ran in the warehouse"
                        : "Cannot tell whether " + sqls.size() + " statements of a transaction ran in the warehouse",
                sqls.get(0).lines().findFirst().orElse(""),
                why,
                "See in the warehouse what became of " + handle + " before you run again");
    }

    static RelataException tooManyRows(String sql) {
        return RelataException.failed(new Problem(
                "Cannot show the rows of a query",
                sql.lines().findFirst().orElse(""),
                "it gives more than " + MOST_ROWS,
                "Ask for fewer with LIMIT"));
    }
}
