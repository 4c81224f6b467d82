package io.relata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RelataExceptionTest {

    private static final Problem PROBLEM = new Problem("Cannot write", "at /t", "the disk is full", "Make room");

    @Test
    void messageIsTheProblemAndTheKindIsKept() {
        IOException cause = new IOException("no space");

        assertThat(RelataException.failed(PROBLEM))
                .hasMessage("Cannot write (at /t): the disk is full. Make room.")
                .hasNoCause();
        assertThat(RelataException.failed(PROBLEM, cause).kind()).isEqualTo(RelataException.Kind.FAILED);
        assertThat(RelataException.failed(PROBLEM, cause)).hasCause(cause);
        assertThat(RelataException.usage(PROBLEM).kind()).isEqualTo(RelataException.Kind.USAGE);
        assertThat(new RelataException(RelataException.Kind.CONTRACT, PROBLEM).kind())
                .isEqualTo(RelataException.Kind.CONTRACT);
    }

    @Test
    void catalogConflictTellsThatAnotherRunHoldsTheTarget() {
        CatalogConflictException conflict =
                new CatalogConflictException(new TableName("db", "t"), "run 20260101t000000z-00000001 holds it");

        assertThat(conflict)
                .hasMessage("Cannot change table db.t (in the catalog): run 20260101t000000z-00000001 holds it."
                        + " Run again when the other run has ended.");
        assertThat(conflict.kind()).isEqualTo(RelataException.Kind.TARGET_HELD);
    }
}
