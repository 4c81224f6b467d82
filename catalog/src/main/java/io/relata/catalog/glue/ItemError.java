package io.relata.catalog.glue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.ErrorDetail;

/** What the catalog says of one item of a batch that it did not do. */
record ItemError(String code, String message) {

    /** @param detail as the catalog's answer has it, which may lack it or parts of it */
    static ItemError of(@Nullable ErrorDetail detail) {
        Optional<ErrorDetail> error = Optional.ofNullable(detail);
        return new ItemError(
                error.map(ErrorDetail::errorCode).orElse("an error without a name"),
                error.map(ErrorDetail::errorMessage).orElse(""));
    }

    boolean isPassing() {
        return GlueFailures.isPassing(code);
    }

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
