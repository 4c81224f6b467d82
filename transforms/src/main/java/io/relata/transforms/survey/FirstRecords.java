package io.relata.transforms.survey;

import io.relata.transforms.json.RecordPlace;
import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The first record that holds a value of each kind at one place. Immutable. */
record FirstRecords(Map<Kind, FirstRecord> byKind) {

    static final FirstRecords NONE = new FirstRecords(Map.of());

    FirstRecords {
        byKind = Map.copyOf(byKind);
    }

    boolean has(Kind kind) {
        return byKind.containsKey(kind);
    }

    Optional<FirstRecord> of(Kind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    FirstRecords plus(Kind kind, FirstRecord record) {
        return plus(new FirstRecords(Map.of(kind, record)));
    }

    FirstRecords plus(FirstRecords other) {
        if (byKind.isEmpty() || other.byKind.isEmpty()) {
            return byKind.isEmpty() ? other : this;
        }
        Map<Kind, FirstRecord> merged = new EnumMap<>(byKind);
        other.byKind.forEach((kind, record) -> merged.merge(kind, record, FirstRecord::orEarlier));
        return new FirstRecords(merged);
    }

    FirstRecords withoutArrays() {
        if (!has(Kind.ARRAY)) {
            return this;
        }
        Map<Kind, FirstRecord> others = new EnumMap<>(byKind);
        others.remove(Kind.ARRAY);
        return new FirstRecords(others);
    }

    void write(ByteArrayOutputStream bytes, FileNumbers files) {
        for (Kind kind : Kind.values()) {
            // Zero stands for none, here and below.
            Varints.write(bytes, of(kind).map(first -> first.split() + 1).orElse(0));
            of(kind).ifPresent(first -> {
                Varints.write(bytes, first.record());
                files.write(first.place().file(), bytes);
                Varints.write(bytes, first.place().position().orElse(-1) + 1);
            });
        }
    }

    static FirstRecords read(Varints.Reader reader, FileNumbers files) {
        Map<Kind, FirstRecord> byKind = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            int split = (int) reader.next() - 1;
            if (split >= 0) {
                long record = reader.next();
                String file = files.read(reader);
                long position = reader.next() - 1;
                RecordPlace place =
                        new RecordPlace(file, position < 0 ? OptionalLong.empty() : OptionalLong.of(position));
                byKind.put(kind, new FirstRecord(split, record, place));
            }
        }
        return byKind.isEmpty() ? NONE : new FirstRecords(byKind);
    }
}
