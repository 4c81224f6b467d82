package io.relata.jobs.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where each table of a drawing goes: children in a column to the right of their parent's, one below the other, and a
 * parent beside the middle of its children. No two boxes overlap.
 */
final class TableBoxes {

    static final int HEIGHT = 40;

    /** Between two boxes of a column. */
    private static final int SPACE = 12;

    /** Between two columns: room for the lines. */
    private static final int GAP = 56;

    private static final int MARGIN = 8;

    /** No table has the empty name. */
    private static final String NO_PARENT = "";

    private final Map<String, List<DrawnTable>> children = new HashMap<>();
    private final Set<String> placed = new HashSet<>();
    private final List<Slot> slots = new ArrayList<>();
    private int lines;

    /** @param middle in heights of a box and its space */
    private record Slot(DrawnTable table, Optional<String> parent, int depth, double middle) {}

    /**
     * A table's box, in pixels.
     *
     * @param parent the table whose box it is joined to; empty where that is not drawn
     */
    record Box(DrawnTable table, Optional<String> parent, double x, double y, double width) {

        double middle() {
            return y + HEIGHT / 2.0;
        }

        double right() {
            return x + width;
        }
    }

    /** All boxes and what they take together, in pixels. */
    record Laid(List<Box> boxes, double width, double height) {}

    private TableBoxes() {}

    /** @param tables of different names */
    static Laid of(List<DrawnTable> tables) {
        TableBoxes boxes = new TableBoxes();
        Set<String> names = new HashSet<>();
        tables.forEach(table -> names.add(table.name()));
        for (DrawnTable table : tables) {
            String parent = table.parent().filter(names::contains).orElse(NO_PARENT);
            boxes.children.computeIfAbsent(parent, none -> new ArrayList<>()).add(table);
        }
        boxes.children.getOrDefault(NO_PARENT, List.of()).forEach(root -> boxes.place(root, Optional.empty(), 0));
        // Only tables that join in a circle are left.
        tables.stream()
                .filter(table -> !boxes.placed.contains(table.name()))
                .forEach(table -> boxes.place(table, Optional.empty(), 0));
        return boxes.laid();
    }

    /** Places a table and all below it, and gives its middle; nothing where it is placed. */
    private Optional<Double> place(DrawnTable table, Optional<String> parent, int depth) {
        if (!placed.add(table.name())) {
            return Optional.empty();
        }
        List<Double> below = new ArrayList<>();
        for (DrawnTable child : children.getOrDefault(table.name(), List.of())) {
            place(child, Optional.of(table.name()), depth + 1).ifPresent(below::add);
        }
        double middle = below.isEmpty() ? lines++ : (below.get(0) + below.get(below.size() - 1)) / 2;
        slots.add(new Slot(table, parent, depth, middle));
        return Optional.of(middle);
    }

    private Laid laid() {
        List<Double> widths = new ArrayList<>();
        for (Slot slot : slots) {
            while (widths.size() <= slot.depth()) {
                widths.add(0.0);
            }
            widths.set(slot.depth(), Math.max(widths.get(slot.depth()), BoxText.width(slot.table())));
        }
        List<Double> starts = new ArrayList<>();
        double right = MARGIN;
        for (double width : widths) {
            starts.add(right);
            right += width + GAP;
        }
        List<Box> boxes = slots.stream()
                .map(slot -> new Box(
                        slot.table(),
                        slot.parent(),
                        starts.get(slot.depth()),
                        MARGIN + slot.middle() * (HEIGHT + SPACE),
                        BoxText.width(slot.table())))
                .toList();
        double height = 2 * MARGIN + Math.max(0, lines * (HEIGHT + SPACE) - SPACE);
        return new Laid(boxes, Math.max(2 * MARGIN, right - GAP + MARGIN), height);
    }
}
