package io.relata.transforms.shred;

import io.relata.transforms.columns.NumberValues;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Sends a struct's members their ways. */
final class StructStep extends Step {

    private final int width;
    private final MemberStep[] members;
    private final PresenceMark presence;

    /** A member's way. */
    static final class MemberStep {

        private final int[] ordinals;
        private final Step step;

        /** @param ordinals the fields that may hold the member's value; the first that is not null does */
        MemberStep(int[] ordinals, Step step) {
            this.ordinals = ordinals;
            this.step = step;
        }

        void write(SpecializedGetters struct, int row) {
            for (int ordinal : ordinals) {
                if (!struct.isNullAt(ordinal)) {
                    step.write(struct, ordinal, row);
                    return;
                }
            }
            step.absent(row);
        }
    }

    /** Marks in a column, if there is one, whether the struct was there. */
    @FunctionalInterface
    interface PresenceMark {

        /** There is no column for it. */
        PresenceMark NONE = (present, row) -> {};

        void set(boolean present, int row);

        static PresenceMark in(NumberValues column) {
            return (present, row) -> column.set(row, present ? 1 : 0);
        }
    }

    /** @param width the struct's number of fields */
    StructStep(int width, List<MemberStep> members, PresenceMark presence) {
        this.width = width;
        this.members = members.toArray(MemberStep[]::new);
        this.presence = presence;
    }

    @Override
    void write(SpecializedGetters values, int ordinal, int row) {
        writeMembers(values.getStruct(ordinal, width), row);
    }

    /** Sends the members of a struct that is at hand. */
    void writeMembers(SpecializedGetters struct, int row) {
        presence.set(true, row);
        for (MemberStep member : members) {
            member.write(struct, row);
        }
    }

    @Override
    void absent(int row) {
        presence.set(false, row);
        for (MemberStep member : members) {
            member.step.absent(row);
        }
    }
}
