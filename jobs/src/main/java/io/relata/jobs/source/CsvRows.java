package io.relata.jobs.source;

import io.relata.transforms.json.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The records of one part of a CSV file as rows: the values of the columns, then what is known of a rejected one. */
final class CsvRows extends RecordRows {

    private final CsvPart part;
    private final CsvText text;
    private final List<String> names;
    private final List<CsvValue> values;
    private final List<String> nulls;
    private final List<Integer> required;

    /** @param required the places of the columns that must have a value */
    CsvRows(CsvPart part, CsvText text, StructType schema, CsvFormat format, List<String> required) {
        this.part = part;
        this.text = text;
        this.names = List.of(schema.fieldNames());
        this.values = List.of(schema.fields()).stream()
                .map(StructField::dataType)
                .map(type -> CsvValue.reader(type, format).orElseThrow())
                .toList();
        this.nulls = format.nullValues();
        this.required = required.stream().map(names::indexOf).toList();
    }

    @Override
    void closeStream() throws IOException {
        text.close();
    }

    @Override
    Optional<Row> advance() throws IOException {
        Optional<CsvText.Found> found = text.next();
        if (found.isPresent() && found.get().start() == part.header()) {
            found = text.next();
        }
        return found.map(this::row);
    }

    private Row row(CsvText.Found found) {
        if (found.defect().isPresent()) {
            return rejected(found, found.defect().get());
        }
        int cells = found.cells().size();
        if (cells != part.columns().width()) {
            return rejected(
                    found,
                    new Defect(
                            RejectReason.MALFORMED,
                            "%,d cells, and %,d columns"
                                    .formatted(cells, part.columns().width())));
        }
        Object[] row = new Object[names.size() + 1];
        List<String> misfits = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Optional<String> cell = cell(found, i);
            Optional<Object> value = cell.flatMap(values.get(i)::of);
            row[i] = value.orElse(null);
            if (cell.isPresent() && value.isEmpty()) {
                misfits.add(names.get(i));
            }
        }
        if (!misfits.isEmpty()) {
            return rejected(
                    found,
                    new Defect(
                            RejectReason.SCHEMA_MISMATCH,
                            ParsedRecords.DOES_NOT_FIT + ": " + String.join(", ", misfits)));
        }
        List<String> missing = required.stream()
                .filter(column -> row[column] == null)
                .map(names::get)
                .toList();
        return missing.isEmpty()
                ? RowFactory.create(row)
                : rejected(
                        found,
                        new Defect(RejectReason.MISSING_FIELD, ParsedRecords.MISSING + String.join(", ", missing)));
    }

    /** The text of a column's cell; empty where it stands for no value. */
    private Optional<String> cell(CsvText.Found found, int column) {
        int place = part.columns().cells().get(column);
        if (place == CsvColumns.NOWHERE) {
            return Optional.empty();
        }
        CsvCells.Cell cell = found.cells().get(place);
        boolean isNull = !cell.isQuoted() && (cell.text().isEmpty() || nulls.contains(cell.text()));
        return isNull ? Optional.empty() : Optional.of(cell.text());
    }

    private Row rejected(CsvText.Found found, Defect defect) {
        Object[] row = new Object[names.size() + 1];
        row[names.size()] = FoundRecord.rejected(
                Optional.of(found.raw()), defect, part.part().path(), found.position());
        return RowFactory.create(row);
    }
}
