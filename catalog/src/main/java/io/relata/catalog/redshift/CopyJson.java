package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Loads JSON files into a table.
 *
 * @param columns those of the table that are filled
 * @param timeFormat of times in the files; empty for Redshift's own
 * @param region of the files, where it is another than Redshift's
 * @param mostErrors how many records may be left out; empty for none
 */
public record CopyJson(
        RelationName table,
        List<Identifier> columns,
        CopySource source,
        IamRole role,
        Keys keys,
        Optional<TimeFormat> timeFormat,
        Optional<String> region,
        OptionalInt mostErrors,
        Set<Option> options)
        implements RedshiftStatement {

    /** Which key goes to which column. */
    public sealed interface Keys {

        /** What stands behind {@code JSON}. */
        String sql();

        /** The key of the column's name, to the letter: one in capitals is never found. */
        record Auto() implements Keys {

            @Override
            public String sql() {
                return "'auto'";
            }
        }

        /** The key of the column's name, in capitals or not. */
        record AutoIgnoringCase() implements Keys {

            @Override
            public String sql() {
                return "'auto ignorecase'";
            }
        }

        /** A file with a path for each column. It must not lie among the data. */
        record Paths(S3Location file) implements Keys {

            public Paths {
                requireNonNull(file, "file");
            }

            @Override
            public String sql() {
                return file.sql();
            }
        }
    }

    /** How times are written: Redshift's words for it, to the letter. */
    public record TimeFormat(String format) {

        public static final TimeFormat AUTO = new TimeFormat("auto");
        public static final TimeFormat EPOCH_SECONDS = new TimeFormat("epochsecs");
        public static final TimeFormat EPOCH_MILLISECONDS = new TimeFormat("epochmillisecs");
    }

    /** What else is asked for. */
    public enum Option {
        /** Texts that are too long are cut. */
        TRUNCATECOLUMNS("TRUNCATECOLUMNS"),
        /** Blank texts are null. */
        BLANKSASNULL("BLANKSASNULL"),
        /** Empty texts are null. */
        EMPTYASNULL("EMPTYASNULL"),
        /** Bytes that are no UTF-8 become question marks. */
        ACCEPTINVCHARS("ACCEPTINVCHARS"),
        /** No encodings are chosen while loading. */
        WITHOUT_ANALYSIS("COMPUPDATE OFF"),
        /** Statistics are brought up to date. */
        WITH_STATISTICS("STATUPDATE ON");

        private final String sql;

        Option(String sql) {
            this.sql = sql;
        }
    }

    /** @throws IllegalArgumentException when no columns are named, or the file of paths would be loaded itself */
    public CopyJson {
        requireNonNull(table, "table");
        requireNonNull(role, "role");
        requireNonNull(timeFormat, "timeFormat");
        requireNonNull(region, "region");
        requireNonNull(mostErrors, "mostErrors");
        columns = List.copyOf(columns);
        options = Set.copyOf(options);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("COPY into " + table.sql() + " names no columns");
        }
        if (keys instanceof Keys.Paths paths
                && source instanceof CopySource.Folder folder
                && paths.file().uri().startsWith(folder.location().uri())) {
            throw new IllegalArgumentException("The file " + paths.file().uri() + " lies among the data at "
                    + folder.location().uri());
        }
    }

    @Override
    public String sql() {
        StringBuilder sql = new StringBuilder("COPY ")
                .append(table.sql())
                .append(" (")
                .append(Identifier.list(columns))
                .append(")\nFROM ")
                .append(source.location().sql())
                .append("\nIAM_ROLE ")
                .append(role.sql())
                .append("\nFORMAT AS JSON ")
                .append(keys.sql())
                .append(source.option());
        timeFormat.ifPresent(format -> sql.append("\nTIMEFORMAT ").append(Literal.of(format.format())));
        region.ifPresent(one -> sql.append("\nREGION ").append(Literal.of(one)));
        for (Option option : Option.values()) {
            if (options.contains(option)) {
                sql.append('\n').append(option.sql);
            }
        }
        mostErrors.ifPresent(most -> sql.append("\nMAXERROR ").append(most));
        return sql.toString();
    }
}
