package io.relata.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.relata.RelataException;
import io.relata.TableName;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class PublishNamesTest {

    private static final TableName TABLE = new TableName("db", "players");

    @Test
    void namesThatDifferAreTables() {
        assertThat(PublishNames.tables("Db", List.of("Players", "games")))
                .containsExactly(new TableName("db", "players"), new TableName("db", "games"));
    }

    @Test
    void tablesThatDifferInCaseAloneAreRefused() {
        assertThatThrownBy(() -> PublishNames.tables("db", List.of("Items", "a", "items", "B", "b", "ITEMS")))
                .asInstanceOf(type(RelataException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(RelataException.Kind.USAGE))
                .extracting(RelataException::getMessage)
                .isEqualTo("Cannot publish tables whose names differ in case alone (database db): to the catalog"
                        + " these are one table: \"Items\", \"items\", \"ITEMS\"; \"B\", \"b\"."
                        + " Give them different names under tables in the job file.");
    }

    @Test
    void caseIsComparedAlikeInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThatThrownBy(() -> PublishNames.tables("db", List.of("TITLE", "title")))
                    .isInstanceOf(RelataException.class);
            assertThatThrownBy(() -> PublishNames.checkColumns(
                            TABLE, new StructType().add("ID", "long").add("id", "long")))
                    .isInstanceOf(RelataException.class);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyTypeThatReadersShareIsTaken() {
        PublishNames.checkColumns(
                TABLE,
                StructType.fromDDL(
                        "a string, b boolean, c tinyint, d smallint, e int, f bigint, g float, h double,"
                                + " i decimal(38,10), j date, k timestamp, l binary, m array<struct<x:int>>, n map<string,date>"));
    }

    @Test
    void everythingThatACatalogCannotHoldIsToldAtOnce() {
        StructType columns = new StructType()
                .add("Name", DataTypes.StringType)
                .add("name", DataTypes.StringType)
                .add("nothing", DataTypes.NullType)
                .add("local", DataTypes.createArrayType(DataTypes.TimestampNTZType))
                .add("span", DataTypes.createMapType(DataTypes.StringType, DataTypes.CalendarIntervalType))
                .add("line\nbreak", DataTypes.LongType)
                .add("", DataTypes.LongType)
                .add("x".repeat(256), DataTypes.LongType);
        assertThatThrownBy(() -> PublishNames.checkColumns(TABLE, columns))
                .asInstanceOf(type(RelataException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(RelataException.Kind.USAGE))
                .extracting(RelataException::getMessage)
                .isEqualTo("Cannot register table db.players (in the catalog): column \"nothing\" is of type void;"
                        + " column \"local\" is of type timestamp_ntz; column \"span\" is of type interval;"
                        + " column \"line\\u000abreak\" has a control character in its name; column \"\" has a name of"
                        + " 0 characters, and 1 to 255 are allowed; column \"" + "x".repeat(256)
                        + "\" has a name of 256 characters, and 1 to 255 are allowed; columns \"Name\", \"name\""
                        + " differ in case alone. Rename or cast these columns under tables in the job file, or set"
                        + " naming: athena; for columns that differ in case alone case-twins: merge makes one of"
                        + " them.");
    }
}
