package io.relata;

import java.util.Locale;

/**
 * A table's name in a catalog. As in the AWS Glue Data Catalog, both parts are kept in lower case, so two names that
 * differ in case alone are one table.
 *
 * @param database 1 to 255 characters on one line
 * @param table 1 to 255 characters on one line
 */
public record TableName(String database, String table) {

    private static final int LONGEST = 255;

    /** @throws RelataException when the Glue Data Catalog would refuse a part; nothing was read or written yet */
    public TableName {
        database = checked("database", database);
        table = checked("table", table);
    }

    private static String checked(String part, String name) {
        if (name.isBlank()) {
            throw refused(part, name, "it is empty");
        }
        if (name.length() > LONGEST) {
            throw refused(part, name, "it has " + name.length() + " characters and the longest allowed is " + LONGEST);
        }
        if (name.chars().anyMatch(TableName::breaksTheLine)) {
            throw refused(part, name, "it holds a control character or a line break");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean breaksTheLine(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }

    private static RelataException refused(String part, String name, String why) {
        return RelataException.usage(new Problem(
                "Cannot use \"" + name + "\" as a " + part + " name",
                "in the Glue Data Catalog",
                why,
                "Give the " + part + " another name in the job file"));
    }

    /** {@code database.table}, for messages. */
    @Override
    public String toString() {
        return database + "." + table;
    }
}
