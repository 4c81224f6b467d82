package io.relata.jobs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.ParentLink;
import io.relata.RelataException;
import io.relata.RunId;
import io.relata.TableDefinition;
import io.relata.TableFormat;
import io.relata.TableName;
import io.relata.TableStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("any-spark")
class SchemaFormatTest {

    private static final Path GOLDEN = Path.of(System.getProperty("relata.root"), "jobs/src/test/resources/schema");

    /** Ends quotes, comments, cells and lines of every language here, and looks like a second statement. */
    private static final String HOSTILE = "a\"'`]}|<script>;--\\ %$\u202edrop";

    private static final StructType PLAYERS = new StructType()
            .add("player_id", DataTypes.LongType, false)
            .add("born", DataTypes.DateType)
            .add("seen", DataTypes.TimestampType)
            .add("score", DataTypes.createDecimalType(20, 2))
            .add("picture", DataTypes.BinaryType)
            .add("details.name", DataTypes.StringType, true, "$.details.name")
            .add("games", DataTypes.LongType, true, "$.games[]");

    private static final StructType GAMES = new StructType()
            .add("id", DataTypes.LongType, false)
            .add("index", DataTypes.IntegerType, false)
            .add("games.val.won", DataTypes.BooleanType, true, "$.games[].won")
            .add("games.val.it's", DataTypes.StringType, true, "$.games[].it's");

    private static final List<SchemaTable> TABLES = List.of(
            table("players", PLAYERS, Optional.empty(), OptionalLong.of(1_200)),
            table("players_games", GAMES, Optional.of(new ParentLink("players", "games", "id")), OptionalLong.of(1)));

    @ParameterizedTest
    @EnumSource(SchemaFormat.class)
    void tablesAreWrittenAsTheExampleSays(SchemaFormat format) throws IOException {
        String text = format.text(TABLES);
        Path file = GOLDEN.resolve("players." + format);
        if (Boolean.getBoolean("relata.update")) {
            Files.writeString(file, text);
        }
        assertThat(text)
                .as(
                        "%s is stale. Write it anew with -Drelata.update=true, look at it, and commit it",
                        file.getFileName())
                .isEqualTo(Files.readString(file));
    }

    @Test
    void mermaidHasOnlyLinesOfItsGrammarWhateverTheNames() {
        Pattern line = Pattern.compile(
                "erDiagram|    t\\d+\\[\"[^\"%\\\\<>]+\"] \\{|        [A-Za-z_][\\w-]* [A-Za-z_][\\w-]*( \"[^\"%\\\\<>]+\")?|"
                        + "    }|    t\\d+ \\|\\|--o\\{ t\\d+ : \"[^\"%\\\\<>]+\"");
        assertThat(SchemaFormat.MERMAID.text(hostile()).lines()).hasSize(9).allMatch(line.asMatchPredicate());
    }

    @Test
    void dbmlHasOnlyLinesOfItsGrammarAndKeepsNamesApart() {
        Pattern line = Pattern.compile(
                "Table \"[^\"\\\\]+\" \\{|  \"[^\"\\\\]+\" \"[^\"\\\\]+\""
                        + "( \\[note: '(?:[^'\\\\]|\\\\.)*'])?|}||Ref: \"[^\"\\\\]+\"\\.\"[^\"\\\\]+\" > \"[^\"\\\\]+\"\\.\"[^\"\\\\]+\"");
        String text = SchemaFormat.DBML.text(hostile());
        assertThat(text.lines()).allMatch(line.asMatchPredicate());
        String written = "a_'`]}|<script>;--_ %$_drop";
        assertThat(text.lines().filter(one -> one.startsWith("Table ")))
                .containsExactly("Table \"" + written + "\" {", "Table \"" + written + "_2\" {");
        assertThat(text).contains("Ref: \"" + written + "_2\".\"id\" > \"" + written + "\".\"" + written + "\"");
    }

    @Test
    void jsonSchemaHasNamesAsTheyAre() throws IOException {
        JsonNode definitions = new ObjectMapper()
                .readTree(SchemaFormat.JSON_SCHEMA.text(hostile()))
                .path("$defs");
        assertThat(definitions.fieldNames()).toIterable().containsExactly(HOSTILE, HOSTILE.replace('"', '\\'));
        assertThat(definitions.path(HOSTILE).path("properties").has(HOSTILE)).isTrue();
    }

    @Test
    void markdownHasACellForEachNameWhateverItHolds() {
        assertThat(SchemaFormat.MARKDOWN.text(hostile()).lines())
                .contains("## a\\\"\\'\\`\\]\\}\\|\\<script\\>;\\-\\-\\\\ %\\$\\_drop")
                .contains("| a\\\"\\'\\`\\]\\}\\|\\<script\\>;\\-\\-\\\\ %\\$\\_drop | bigint | \\$\\.a\\'b |");
    }

    @Test
    void redshiftRefusesANameThatItCannotHave() {
        assertThatThrownBy(() -> SchemaFormat.REDSHIFT.text(hostile()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use a name in Redshift (" + HOSTILE
                        + "): it holds a quotation mark or a control character. Give it another name in the job file.");
    }

    @Test
    void glueWritesQuotesTwiceAndPartitionsApart() {
        TableDefinition events = new TableDefinition(
                new TableName("it's", "a`b"),
                new StructType().add("No`w", DataTypes.LongType, true, "$.it's\\n"),
                new StructType().add("day", DataTypes.DateType),
                "s3a://lake/it's/RUN",
                TableFormat.PARQUET,
                Optional.empty(),
                new RunId("20261121t100000z-00000000"),
                new TableStatistics(0, 0, 0));
        assertThat(SchemaFormat.GLUE.text(List.of(new SchemaTable(events, "s", OptionalLong.empty()))))
                .isEqualTo("""
                        CREATE EXTERNAL TABLE `it's`.`a``b` (
                          `no``w` bigint COMMENT '$.it\\'s\\\\n'
                        )
                        PARTITIONED BY (`day` date)
                        STORED AS PARQUET
                        LOCATION 's3://lake/it\\'s/RUN/'
                        TBLPROPERTIES ('classification' = 'parquet');
                        """);
    }

    private static List<SchemaTable> hostile() {
        StructType parent = new StructType()
                .add(HOSTILE, DataTypes.LongType, true, "$.a'b")
                .add(HOSTILE.replace('"', '\\'), nested());
        StructType child = new StructType().add("id", DataTypes.LongType, false);
        return List.of(
                table(HOSTILE, parent, Optional.empty(), OptionalLong.empty()),
                table(
                        HOSTILE.replace('"', '\\'),
                        child,
                        Optional.of(new ParentLink(HOSTILE, HOSTILE, "id")),
                        OptionalLong.empty()));
    }

    private static DataType nested() {
        return new StructType().add("x\"y", DataTypes.createArrayType(DataTypes.StringType));
    }

    private static SchemaTable table(String name, StructType columns, Optional<ParentLink> parent, OptionalLong rows) {
        return new SchemaTable(
                new TableDefinition(
                        new TableName("games", name),
                        columns,
                        List.of(),
                        "s3a://lake/" + "t/RUN",
                        TableFormat.PARQUET,
                        parent,
                        new RunId("20261121t100000z-00000000"),
                        new TableStatistics(0, 0, 0)),
                "players_schema",
                rows);
    }
}
