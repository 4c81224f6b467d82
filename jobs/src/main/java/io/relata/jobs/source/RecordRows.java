package io.relata.jobs.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Rows of {@link FoundRecord#SCHEMA} from a stream, looked for one at a time. It closes itself behind the last one. */
abstract class RecordRows implements Iterator<Row>, Closeable {

    private Optional<Row> next = Optional.empty();
    private boolean ended;

    /** The row after the one before; empty at the end. Not asked for again once this is closed. */
    abstract Optional<Row> advance() throws IOException;

    abstract void closeStream() throws IOException;

    /** The first row, where it is known before anything is looked for. */
    final void begin(Row first) {
        next = Optional.of(first);
    }

    /** How a failure of {@link #advance} is told. */
    UncheckedIOException unreadable(IOException failure) {
        return new UncheckedIOException(failure);
    }

    @Override
    public final boolean hasNext() {
        if (next.isEmpty() && !ended) {
            try {
                next = advance();
                if (next.isEmpty()) {
                    close();
                }
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
        return next.isPresent();
    }

    @Override
    public final Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = next.orElseThrow();
        next = Optional.empty();
        return row;
    }

    @Override
    public final void close() throws IOException {
        ended = true;
        closeStream();
    }
}
