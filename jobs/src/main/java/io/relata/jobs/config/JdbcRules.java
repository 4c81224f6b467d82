package io.relata.jobs.config;

import io.relata.RelataException;
import io.relata.jobs.source.jdbc.JdbcRecords;
import java.util.List;

/** What the keys of a database must be to each other. */
final class JdbcRules {

    private final Fields source;
    private final Reading reading;

    JdbcRules(Fields source, Reading reading) {
        this.source = source;
        this.reading = reading;
    }

    void check() {
        if (!source.names(JdbcKeys.URL)) {
            reading.problem(source, JdbcKeys.URL, "it is missing", "Give " + JdbcKeys.URL.meaning());
        }
        if (source.names(SourceKeys.COLUMNS)) {
            reading.problem(
                    source, SourceKeys.COLUMNS, "a database makes its columns itself", "Write them into a query");
        }
        isATableOrAQuery();
        loginIsOne();
        boundsAreTwo();
    }

    private void isATableOrAQuery() {
        if (source.names(SourceKeys.TABLE) == source.names(JdbcKeys.QUERY)) {
            reading.problem(
                    source,
                    SourceKeys.TABLE,
                    source.names(SourceKeys.TABLE) ? "query: is given too" : "it is missing",
                    "Give either table or query");
        }
        source.find(SourceKeys.TABLE).ifPresent(name -> {
            try {
                JdbcRecords.Table.of(name);
            } catch (RelataException refused) {
                reading.problem(
                        source,
                        SourceKeys.TABLE,
                        "it is not a table, or a schema and a table with a dot between",
                        "Write one such as shop.orders, or a query");
            }
        });
    }

    private void loginIsOne() {
        if (source.names(JdbcKeys.SECRET)) {
            for (Key<?> key : List.of(JdbcKeys.USER, JdbcKeys.PASSWORD_VARIABLE)) {
                if (source.names(key)) {
                    reading.problem(source, key, "secret: holds user and password", "Remove one of the two");
                }
            }
            return;
        }
        for (Key<?> key : List.of(JdbcKeys.REGION, JdbcKeys.ENDPOINT)) {
            if (source.names(key)) {
                reading.problem(source, key, "it is where a secret is kept, and there is no secret", "Remove it");
            }
        }
    }

    private void boundsAreTwo() {
        source.find(JdbcKeys.PARTITION).ifPresent(partition -> {
            if (partition.names(JdbcKeys.LOWER) != partition.names(JdbcKeys.UPPER)) {
                Key<?> missing = partition.names(JdbcKeys.LOWER) ? JdbcKeys.UPPER : JdbcKeys.LOWER;
                reading.problem(partition, missing, "it is missing", "Give both lower and upper, or neither");
            }
        });
    }
}
