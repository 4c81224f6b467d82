package io.relata.catalog.local;

import io.relata.Catalog;
import io.relata.CatalogTable;
import io.relata.CatalogVersion;
import io.relata.Partition;
import io.relata.PartitionChanges;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.TableDefinition;
import io.relata.TableName;
import io.relata.catalog.ExpectedVersion;
import io.relata.catalog.PutRule;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A catalog in a directory of JSON files, {@code <database>/<table>/<version>.json}: readable with any editor, complete
 * at every moment, with the last {@value TableFolder#KEPT} versions of each table beside the present one. It holds no
 * lock, so a process that is killed or stopped blocks nobody.
 *
 * <p>The directory must be on a file system with hard links. Give each process a catalog on the same directory; they
 * may be used at once.
 */
public final class LocalCatalog implements Catalog {

    private final Path directory;

    /** @param directory made by the first {@link #put} when it does not exist */
    public LocalCatalog(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Optional<CatalogTable> find(TableName name) {
        return newest(name).flatMap(LocalCatalog::present);
    }

    @Override
    public List<TableName> tables(String database) {
        String folded = database.toLowerCase(Locale.ROOT);
        List<TableName> names = new ArrayList<>();
        Path folder = directory.resolve(FileNames.of(folded));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> tables = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path table : tables) {
                new TableFolder(table)
                        .newest()
                        .flatMap(LocalCatalog::present)
                        .map(found -> found.definition().name())
                        .ifPresent(names::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable("database " + folded, e);
        }
        names.sort(Comparator.comparing(TableName::table));
        return List.copyOf(names);
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return newest(name).map(newest -> newest.table().partitions()).orElse(List.of());
    }

    @Override
    public CatalogVersion put(TableDefinition definition, PartitionChanges partitions, CatalogVersion expected) {
        return change(definition.name(), newest -> {
            List<Partition> registered =
                    newest.map(version -> version.table().partitions()).orElse(List.of());
            return PutRule.after(newest.flatMap(LocalCatalog::present), registered, definition, partitions, expected)
                    .map(after -> TableRecord.present(definition, after));
        });
    }

    /** {@inheritDoc} Dropping a table that does not exist with {@link CatalogVersion#ABSENT} changes nothing. */
    @Override
    public void drop(TableName name, CatalogVersion expected) {
        change(name, newest -> {
            ExpectedVersion.require(name, expected, newest.flatMap(LocalCatalog::present));
            return expected.equals(CatalogVersion.ABSENT) ? Optional.empty() : Optional.of(TableRecord.dropped(name));
        });
    }

    /** @param next what the table becomes, given what it is; empty to leave it so */
    private CatalogVersion change(TableName name, Function<Optional<TableFolder.Version>, Optional<TableRecord>> next) {
        while (true) {
            Optional<TableFolder.Version> newest = newest(name);
            long number = newest.map(TableFolder.Version::number).orElse(0L);
            Optional<TableRecord> table = next.apply(newest);
            try {
                if (table.isEmpty()) {
                    return version(number);
                }
                if (folder(name).add(number + 1, table.get())) {
                    return version(number + 1);
                }
            } catch (UnsupportedOperationException | IOException e) {
                throw RelataException.failed(
                        new Problem(
                                "Cannot change table " + name,
                                "in the catalog directory " + directory,
                                reason(e) + "; the change may or may not have happened",
                                "Make the directory writable, on a file system with hard links, and run again"),
                        e);
            }
        }
    }

    private Optional<TableFolder.Version> newest(TableName name) {
        try {
            return folder(name).newest();
        } catch (IOException e) {
            throw unreadable("table " + name, e);
        }
    }

    private TableFolder folder(TableName name) {
        return new TableFolder(directory.resolve(FileNames.of(name)));
    }

    private static Optional<CatalogTable> present(TableFolder.Version newest) {
        return newest.table().definition().map(definition -> new CatalogTable(definition, version(newest.number())));
    }

    private static CatalogVersion version(long number) {
        return new CatalogVersion(Long.toString(number));
    }

    private RelataException unreadable(String what, Exception cause) {
        return RelataException.failed(
                new Problem(
                        "Cannot read " + what,
                        "in the catalog directory " + directory,
                        reason(cause),
                        "Make the directory readable and run again"),
                cause);
    }

    private static String reason(Exception cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
