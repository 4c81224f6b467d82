package io.relata;

/**
 * How a child table joins its parent: {@code parentTable.parentColumn = child.childColumn}. Several child rows may
 * share one parent row; every child row has one.
 *
 * @param parentTable the parent's name
 * @param parentColumn the parent's key column, one per array
 * @param childColumn the child's column that holds the same value, {@code id} unless renamed
 */
public record ParentLink(String parentTable, String parentColumn, String childColumn) {

    public ParentLink {
        if (parentTable.isBlank() || parentColumn.isBlank() || childColumn.isBlank()) {
            throw new IllegalArgumentException("A parent link names a table and two columns, not: " + parentTable + ", "
                    + parentColumn + ", " + childColumn);
        }
    }
}
