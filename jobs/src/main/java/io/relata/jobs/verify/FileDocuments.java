package io.relata.jobs.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The documents of one file as rows, read as they are asked for. */
final class FileDocuments implements Iterator<Row> {

    private final FormedDocuments forms;
    private final String path;
    private final DocumentFile file;
    private Optional<Json> next;
    private long number;

    FileDocuments(FormedDocuments forms, String path, DocumentFile file) {
        this.forms = forms;
        this.path = path;
        this.file = file;
        next = read();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Row next() {
        Json document = next.orElseThrow(NoSuchElementException::new);
        number++;
        next = read();
        return forms.row(document, path, number);
    }

    private Optional<Json> read() {
        try {
            Optional<Json> document = file.next();
            if (document.isEmpty()) {
                file.close();
            }
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
