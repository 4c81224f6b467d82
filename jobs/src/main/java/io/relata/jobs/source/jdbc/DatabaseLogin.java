package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Properties;

/**
 * As whom a database is asked. Travels to the tasks, and shows itself nowhere.
 *
 * @param user empty where the driver or the server knows it otherwise
 * @param password empty where there is none
 */
public record DatabaseLogin(String user, String password) implements Serializable {

    private static final long serialVersionUID = 1L;

    public DatabaseLogin {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    void addTo(Properties properties) {
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
    }

    /** A server's words without the password, should it have repeated it. */
    String hiddenIn(String words) {
        return password.isEmpty() ? words : words.replace(password, "(hidden)");
    }

    @Override
    public String toString() {
        return "DatabaseLogin[hidden]";
    }
}
