package io.relata.catalog.redshift;

import java.util.List;

/**
 * Statements that take effect together, or none of them.
 *
 * @param statements at least one, in order, without {@code BEGIN} and {@code COMMIT}
 */
public record Transaction(List<RedshiftStatement> statements) {

    /** @throws IllegalArgumentException when one of them cannot share a transaction */
    public Transaction {
        statements = List.copyOf(statements);
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("A transaction has at least one statement");
        }
        for (RedshiftStatement statement : statements) {
            if (statement.sharing() == RedshiftStatement.Sharing.ALONE) {
                throw new IllegalArgumentException("Redshift takes this only by itself: " + statement.sql());
            }
        }
    }
}
