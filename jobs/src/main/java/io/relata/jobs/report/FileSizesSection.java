package io.relata.jobs.report;

import static io.relata.jobs.report.HtmlTable.Column.number;
import static io.relata.jobs.report.HtmlTable.Column.text;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The files of each table against the size that they were to have. */
final class FileSizesSection {

    private static final List<HtmlTable.Column> COLUMNS = List.of(
            text("Table"),
            number("Files"),
            number("Smallest"),
            number("Mean"),
            number("Largest"),
            number("Target"),
            number("Largest of target"));

    private FileSizesSection() {}

    static PageSection of(List<FileSizes> sizes) {
        List<FileSizes> written =
                sizes.stream().filter(table -> table.files() > 0).toList();
        return new RowsSection<>("File sizes", written, COLUMNS, FileSizesSection::cells);
    }

    private static List<String> cells(FileSizes sizes) {
        return List.of(
                sizes.table(),
                Quantity.count(sizes.files()),
                Quantity.bytes(sizes.smallest()),
                Quantity.bytes(sizes.mean()),
                Quantity.bytes(sizes.largest()),
                target(sizes.target()),
                share(sizes));
    }

    private static String target(OptionalLong target) {
        return target.isPresent() ? Quantity.bytes(target.getAsLong()) : "none";
    }

    private static String share(FileSizes sizes) {
        return sizes.target().isPresent() && sizes.target().getAsLong() > 0
                ? String.format(
                        Locale.ROOT,
                        "%.1f %%",
                        100.0 * sizes.largest() / sizes.target().getAsLong())
                : "";
    }
}
