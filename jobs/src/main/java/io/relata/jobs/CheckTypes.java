package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.CheckRule;
import io.relata.jobs.config.TableColumn;
import java.util.function.Function;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Refuses to compare what Spark would compare by a conversion that nobody asked for, or not at all. */
final class CheckTypes {

    private final String check;
    private final String table;
    private final Function<String, CheckedTable> tables;

    /** @param tables the tables of the run by name */
    CheckTypes(String check, String table, Function<String, CheckedTable> tables) {
        this.check = check;
        this.table = table;
        this.tables = tables;
    }

    /** @throws RelataException when a rule compares values that are not of one kind, or hold others */
    void require(CheckRule rule) {
        if (rule instanceof CheckRule.NotNull) {
            return;
        }
        rule.columns().forEach(column -> requireSingle(new TableColumn(table, column)));
        if (rule instanceof CheckRule.Reference reference) {
            requireSingle(reference.to());
            requireSameKind(new TableColumn(table, reference.column()), reference.to());
        }
    }

    private DataType type(TableColumn column) {
        return tables.apply(column.table()).type(column.column());
    }

    private void requireSingle(TableColumn column) {
        DataType type = type(column);
        if (type instanceof ArrayType || type instanceof MapType || type instanceof StructType) {
            throw RelataException.usage(new Problem(
                    "Cannot make check " + check,
                    column.toString(),
                    "it is " + type.catalogString() + ", and only single values are compared",
                    "Name a column of single values, or leave the rule out"));
        }
    }

    private void requireSameKind(TableColumn column, TableColumn to) {
        DataType one = type(column);
        DataType other = type(to);
        if (!one.equals(other) && !(one instanceof NumericType && other instanceof NumericType)) {
            throw RelataException.usage(new Problem(
                    "Cannot make check " + check,
                    column.toString(),
                    "it is " + one.catalogString() + ", and " + to + " is " + other.catalogString(),
                    "Make them one type by cast under tables, or in the query that derives the table"));
        }
    }
}
