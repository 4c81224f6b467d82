package io.relata.catalog.redshift;

/** A type of a column. */
public sealed interface RedshiftType {

    /** The type as SQL. */
    String sql();

    /** Whether a table over files in S3 can have such a column. */
    boolean isExternal();

    /** Types without lengths. */
    enum Plain implements RedshiftType {
        SMALLINT("SMALLINT", true),
        INTEGER("INTEGER", true),
        BIGINT("BIGINT", true),
        REAL("REAL", true),
        DOUBLE("DOUBLE PRECISION", true),
        BOOLEAN("BOOLEAN", true),
        DATE("DATE", true),
        TIMESTAMP("TIMESTAMP", true),
        TIMESTAMPTZ("TIMESTAMPTZ", false),
        /** Values of any shape, nested ones too. */
        SUPER("SUPER", false);

        private final String sql;
        private final boolean external;

        Plain(String sql, boolean external) {
            this.sql = sql;
            this.external = external;
        }

        @Override
        public String sql() {
            return sql;
        }

        @Override
        public boolean isExternal() {
            return external;
        }
    }

    /** Numbers of up to 38 digits. */
    record Decimal(int precision, int scale) implements RedshiftType {

        public Decimal {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("No DECIMAL(" + precision + "," + scale + ") in Redshift");
            }
        }

        @Override
        public String sql() {
            return "DECIMAL(" + precision + "," + scale + ")";
        }

        @Override
        public boolean isExternal() {
            return true;
        }
    }

    /**
     * Text.
     *
     * @param bytes its greatest length in UTF-8, not in characters
     */
    record Varchar(int bytes) implements RedshiftType {

        static final int LONGEST = 65_535;

        public Varchar {
            if (bytes < 1 || bytes > LONGEST) {
                throw new IllegalArgumentException("No VARCHAR(" + bytes + ") in Redshift");
            }
        }

        @Override
        public String sql() {
            return "VARCHAR(" + bytes + ")";
        }

        @Override
        public boolean isExternal() {
            return true;
        }
    }

    /** Bytes. */
    record Varbyte(int bytes) implements RedshiftType {

        static final int LONGEST = 16_777_216;

        public Varbyte {
            if (bytes < 1 || bytes > LONGEST) {
                throw new IllegalArgumentException("No VARBYTE(" + bytes + ") in Redshift");
            }
        }

        @Override
        public String sql() {
            return "VARBYTE(" + bytes + ")";
        }

        @Override
        public boolean isExternal() {
            return true;
        }
    }
}
