package io.relata.catalog.secrets;

import static java.util.Objects.requireNonNull;

/** A user of a database and the password; shows neither. */
public record DatabaseSecret(String username, String password) {

    public DatabaseSecret {
        requireNonNull(username, "username");
        requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "DatabaseSecret[hidden]";
    }
}
