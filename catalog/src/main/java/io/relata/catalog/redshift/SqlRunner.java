package io.relata.catalog.redshift;

import io.relata.RelataException;
import io.relata.Warehouse;

/**
 * Has a warehouse run statements, one after the other. What fails is told by its number and its first line. Not safe for
 * use by several threads.
 */
public interface SqlRunner extends AutoCloseable {

    /**
     * Runs a statement by itself.
     *
     * @throws RelataException when the warehouse refuses it or cannot be reached
     */
    void run(RedshiftStatement statement);

    /**
     * Runs statements that take effect together. Temporary tables of one are known to the next.
     *
     * @throws RelataException when one of them fails; none has taken effect then
     */
    void run(Transaction transaction);

    /**
     * Runs a query, for small results.
     *
     * @throws RelataException when the warehouse refuses it, or gives more than 100,000 rows
     */
    Warehouse.QueryResult query(SelectQuery query);

    @Override
    void close();
}
