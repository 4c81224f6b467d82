package io.relata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

    @Test
    void bothPartsAreKeptInLowerCase() {
        TableName name = new TableName("Games-DB", "Players_Data.VAL");

        assertThat(name).isEqualTo(new TableName("games-db", "players_data.val"));
        assertThat(name).hasToString("games-db.players_data.val");
    }

    @Test
    void lowerCaseDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(new TableName("db", "ITEMS").table()).isEqualTo("items");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyNameOfOneTo255CharactersOnOneLineIsTaken() {
        for (String name : new String[] {"a", "x".repeat(255), "..", "a/b", "a b", "漢字", "\"", "'; drop table x"}) {
            assertThat(new TableName(name, name).table()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000"})
    void blankNameIsRefused(String name) {
        assertThatThrownBy(() -> new TableName(name, "t"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use \"" + name + "\" as a database name (in the Glue Data Catalog): it is empty."
                        + " Give the database another name in the job file.");
    }

    @Test
    void nameOf256CharactersIsRefused() {
        String name = "x".repeat(256);

        assertThatThrownBy(() -> new TableName("db", name))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use \"" + name + "\" as a table name (in the Glue Data Catalog): it has 256"
                        + " characters and the longest allowed is 255. Give the table another name in the job file.");
    }

    @Test
    void nameWithALineBreakIsRefusedAndShownOnOneLine() {
        assertThatThrownBy(() -> new TableName("db", "a\nERROR forged"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use \"a\\u000aERROR forged\" as a table name (in the Glue Data Catalog): it holds a"
                        + " control character or a line break. Give the table another name in the job file.");
        for (String name : new String[] {"a\u2028b", "a\u2029b", "a\u0000b", "a\u0085b", "a\tb"}) {
            assertThatThrownBy(() -> new TableName(name, "t")).isInstanceOf(RelataException.class);
        }
    }

    @Test
    void refusalIsAMatterOfUsage() {
        assertThatThrownBy(() -> new TableName("", ""))
                .isInstanceOfSatisfying(
                        RelataException.class, e -> assertThat(e.kind()).isEqualTo(RelataException.Kind.USAGE));
    }
}
