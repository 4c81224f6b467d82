package io.relata.catalog.redshift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A column of a table that Redshift keeps itself. */
public record NativeColumn(
        Identifier name, RedshiftType type, Nulls nulls, Optional<Encoding> encoding, Optional<Identity> identity) {

    /** Whether a row may have no value. */
    public enum Nulls {
        /** It may. */
        ALLOWED,
        /** Every row has one; Redshift sees to it. */
        REFUSED
    }

    /** How a column's blocks are compressed; without one Redshift chooses. */
    public enum Encoding {
        RAW,
        AZ64,
        BYTEDICT,
        DELTA,
        DELTA32K,
        LZO,
        MOSTLY8,
        MOSTLY16,
        MOSTLY32,
        RUNLENGTH,
        TEXT255,
        TEXT32K,
        ZSTD
    }

    /** Numbers that Redshift gives to new rows: each once, and not without gaps. */
    public record Identity(long first, long step) {}

    public NativeColumn {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(nulls, "nulls");
        requireNonNull(encoding, "encoding");
        requireNonNull(identity, "identity");
    }

    public static NativeColumn of(String name, RedshiftType type) {
        return new NativeColumn(new Identifier(name), type, Nulls.ALLOWED, Optional.empty(), Optional.empty());
    }

    public NativeColumn notNull() {
        return new NativeColumn(name, type, Nulls.REFUSED, encoding, identity);
    }

    NativeColumn nullable() {
        return new NativeColumn(name, type, Nulls.ALLOWED, encoding, identity);
    }

    public NativeColumn encoded(Encoding chosen) {
        return new NativeColumn(name, type, nulls, Optional.of(chosen), identity);
    }

    public NativeColumn numbered(Identity numbers) {
        return new NativeColumn(name, type, nulls, encoding, Optional.of(numbers));
    }

    String sql() {
        return name.sql() + " " + type.sql()
                + identity.map(one -> " IDENTITY(" + one.first() + ", " + one.step() + ")")
                        .orElse("")
                + encoding.map(one -> " ENCODE " + one).orElse("")
                + (nulls == Nulls.REFUSED ? " NOT NULL" : "");
    }
}
