package io.relata.catalog.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.alibaba.druid.DbType;
import com.alibaba.druid.sql.SQLUtils;
import com.alibaba.druid.sql.parser.ParserException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each statement is as SQL, and whether a grammar that is not ours takes it for Redshift's. */
@Tag("any-spark")
class RedshiftStatementTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("relata.root"), "catalog/src/test/resources/redshift");

    /** What Druid's grammar does not know of Redshift. */
    private static final Set<String> UNKNOWN_TO_DRUID = Set.of(
            "copy-json",
            "copy-json-by-names",
            "copy-parquet",
            "copy-parquet-by-manifest",
            "external-rows",
            "external-schema",
            "external-schema-of-another-account",
            "external-table",
            "external-table-over-manifests",
            "grant-all-tables",
            "grant-schema",
            "grant-temporary-tables",
            "late-binding-view",
            "late-binding-view-with-a-comment",
            "lock",
            "materialized-view",
            "materialized-view-distributed",
            "schema");

    /** What sqlfluff 1.4.5 does not know of Redshift. */
    private static final Set<String> UNKNOWN_TO_SQLFLUFF = Set.of(
            "external-partitions",
            "external-rows",
            "external-schema-of-another-account",
            "materialized-view",
            "materialized-view-distributed");

    static Collection<String> names() {
        return Samples.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStatementIsTheSqlInItsFile(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".sql");
        String sql = sql(name) + ";\n";
        if (Boolean.getBoolean("relata.update")) {
            Files.writeString(file, sql);
        }
        assertThat(sql).isEqualTo(Files.readString(file));
    }

    @Test
    void everyFileIsOfAStatementAndEveryKindOfStatementHasOne() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".sql", "")))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
        Set<Class<?>> kinds = new HashSet<>();
        Samples.all().values().forEach(statement -> kinds.add(statement.getClass()));
        assertThat(Arrays.stream(RedshiftStatement.class.getPermittedSubclasses()))
                .allMatch(kinds::contains);
    }

    @ParameterizedTest
    @MethodSource("names")
    void anotherGrammarTakesItForRedshifts(String name) {
        if (UNKNOWN_TO_DRUID.contains(name)) {
            // Should it learn them, they are to be taken off the list.
            assertThatThrownBy(() -> parse(name)).isInstanceOf(ParserException.class);
        } else {
            assertThat(parse(name)).hasSize(1);
        }
    }

    /** Where Debian's sqlfluff is installed. */
    @Test
    void sqlfluffTakesThemForRedshiftsToo() throws Exception {
        List<String> command = List.of(
                "sqlfluff", "lint", "--dialect", "redshift", "--rules", "L010", "--format", "json", FOLDER.toString());
        Process sqlfluff;
        try {
            sqlfluff = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            abort("SKIPPED: sqlfluff is not installed, so half of Redshift's statements are seen by no other grammar");
            return;
        }
        Set<String> refused = new TreeSet<>();
        try (InputStream out = sqlfluff.getInputStream()) {
            for (JsonNode file : new ObjectMapper().readTree(out)) {
                for (JsonNode violation : file.path("violations")) {
                    if (violation.path("code").asText().equals("PRS")) {
                        refused.add(Path.of(file.path("filepath").asText())
                                .getFileName()
                                .toString()
                                .replace(".sql", ""));
                    }
                }
            }
        }
        assertThat(sqlfluff.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(refused).containsExactlyInAnyOrderElementsOf(UNKNOWN_TO_SQLFLUFF);
    }

    @Test
    void statementsThatRedshiftTakesOnlyByThemselvesShareNoTransaction() {
        Set<String> alone = new TreeSet<>();
        Samples.all().forEach((name, statement) -> {
            if (statement.sharing() == RedshiftStatement.Sharing.ALONE) {
                alone.add(name);
                assertThatThrownBy(() -> new Transaction(List.of(statement)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("Redshift takes this only by itself: " + statement.sql());
            } else {
                assertThat(new Transaction(List.of(statement)).statements()).containsExactly(statement);
            }
        });
        assertThat(alone)
                .containsExactly(
                        "add-column",
                        "analyze",
                        "drop-materialized-view",
                        "drop-schema",
                        "drop-table",
                        "drop-view",
                        "external-partitions",
                        "external-rows",
                        "external-schema-of-another-account",
                        "external-table",
                        "external-table-over-manifests",
                        "materialized-view",
                        "materialized-view-distributed",
                        "refresh",
                        "widen-text");
    }

    private static List<?> parse(String name) {
        return SQLUtils.parseStatements(sql(name), DbType.redshift);
    }

    private static String sql(String name) {
        RedshiftStatement statement = Samples.all().get(name);
        assertThat(statement).as("statement " + name).isNotNull();
        return statement.sql();
    }
}
