package io.relata.jobs.report;

/**
 * One difference between planned tables and the published ones.
 *
 * @param table the table's published name; the planned one where it is new
 * @param column the column's published name; the planned one where it is new, and empty where a table changes
 * @param before what it was: a type or a name; empty where there was nothing
 * @param after what it becomes
 */
public record SchemaChange(Kind kind, String table, String column, String before, String after) {

    /** What changes. */
    public enum Kind {
        TABLE_ADDED,
        TABLE_DROPPED,
        COLUMN_ADDED,
        COLUMN_DROPPED,
        COLUMN_RENAMED,
        TYPE_WIDENED,
        TYPE_CHANGED;

        /** Whether queries that worked before may fail or tell something else. */
        public boolean breaksReaders() {
            return switch (this) {
                case TABLE_ADDED, COLUMN_ADDED, TYPE_WIDENED -> false;
                case TABLE_DROPPED, COLUMN_DROPPED, COLUMN_RENAMED, TYPE_CHANGED -> true;
            };
        }
    }

    public static SchemaChange tableAdded(String table, int columns) {
        return new SchemaChange(Kind.TABLE_ADDED, table, "", "", columns + " columns");
    }

    public static SchemaChange tableDropped(String table) {
        return new SchemaChange(Kind.TABLE_DROPPED, table, "", "", "");
    }

    /** For people: one line. */
    public String line() {
        String place = table + "." + column;
        String line = switch (kind) {
            case TABLE_ADDED -> "+ table " + table + " with " + after;
            case TABLE_DROPPED -> "- table " + table + " is no longer written";
            case COLUMN_ADDED -> "+ column " + place + " " + after;
            case COLUMN_DROPPED -> "- column " + place + " " + before;
            case COLUMN_RENAMED -> "> column " + place + " renamed to " + after;
            case TYPE_WIDENED -> "~ column " + place + " widened from " + before + " to " + after;
            case TYPE_CHANGED -> "~ column " + place + " from " + before + " to " + after;
        };
        return kind.breaksReaders() ? line + " (breaks readers)" : line;
    }
}
