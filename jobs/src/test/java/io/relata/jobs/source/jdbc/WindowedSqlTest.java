package io.relata.jobs.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class WindowedSqlTest {

    private static final Window DAY = new Window(
            Optional.of(Instant.parse("2026-01-31T00:00:00Z")),
            Optional.of(Instant.parse("2026-02-01T00:00:00.123456789Z")));
    private static final String FROM = "TIMESTAMP '2026-01-31 00:00:00.000000'";

    private static String postgres(String sql) {
        return WindowedSql.of(sql, DAY, new PostgresDialect(), "here");
    }

    private static String mysql(String sql) {
        return WindowedSql.of(sql, DAY, new MySqlDialect(MySqlDialect.Driver.MYSQL), "here");
    }

    @Test
    void namesBecomeLiteralsInUtcCutToMicroseconds() {
        assertThat(postgres("updated_at >= :from AND updated_at < :as-of"))
                .isEqualTo("updated_at >= " + FROM + " AND updated_at < TIMESTAMP '2026-02-01 00:00:00.123456'");
        assertThat(mysql("(:from<=t)")).isEqualTo("(" + FROM + "<=t)");
    }

    @Test
    void whatIsQuotedOrSaidInACommentOrIsACastStays() {
        for (String sql : new String[] {
            "a = ':from' AND \":from\" = 1",
            "a = 'it''s :from'",
            "a -- :from",
            "a /* :from\n */ + 1",
            "$$ :from $$ || $x$ :as-of $x$",
            "a::from",
            "b[1:from]",
            ":fromage",
            "a = '\\'"
        }) {
            assertThat(postgres(sql)).isEqualTo(sql);
        }
        assertThat(postgres("a = '\\' AND t > :from")).isEqualTo("a = '\\' AND t > " + FROM);
        assertThat(mysql("a = '\\' :from' AND `:from` > :from")).isEqualTo("a = '\\' :from' AND `:from` > " + FROM);
    }

    @Test
    void aTimeThatTheRunWasNotGivenIsRefused() {
        assertThatThrownBy(() -> WindowedSql.of(
                        "t < :as-of",
                        new Window(DAY.from(), Optional.empty()),
                        new PostgresDialect(),
                        "where of table t"))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot read from the database (where of table t): it names :as-of, and this run was given no"
                                + " such time. Run it with --as-of and a time such as 2026-01-31T00:00:00Z.");
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new Window(/* from= */ DAY.asOf(), /* asOf= */ DAY.from()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use the window of the run (--from 2026-02-01T00:00:00.123456789Z --as-of"
                        + " 2026-01-31T00:00:00Z): it ends before it begins. Give a time of --as-of that is not before that of"
                        + " --from.");
    }
}
