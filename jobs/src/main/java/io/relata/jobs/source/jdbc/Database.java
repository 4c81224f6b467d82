package io.relata.jobs.source.jdbc;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/**
 * A database that is read.
 *
 * @param url {@code jdbc:mysql:}, {@code jdbc:mariadb:} or {@code jdbc:postgresql:}, without user and password
 */
public record Database(String url, DatabaseLogin login) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws RelataException when it is of another kind */
    public Database {
        requireNonNull(login, "login");
        Dialect.of(url);
    }

    Dialect dialect() {
        return Dialect.of(url);
    }

    /**
     * A session whose times are in UTC.
     *
     * @param what is to be read, for messages
     */
    Connection open(String what) {
        Properties properties = dialect().properties();
        login.addTo(properties);
        try {
            // DriverManager sees only drivers of the class loader that started it, which --jars does not go to.
            Connection connection = Optional.ofNullable(driver(what).connect(url, properties))
                    .orElseThrow(() -> new SQLException("the driver does not take this address", "08001"));
            try (Statement statement = connection.createStatement()) {
                for (String setting : dialect().session()) {
                    statement.execute(setting);
                }
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw ReadFailure.of(e, this, what);
        }
    }

    private Driver driver(String what) {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElse(Database.class.getClassLoader());
        try {
            return Class.forName(dialect().driverClass(), true, loader)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError absent) {
            throw RelataException.usage(new Problem(
                    "Cannot read " + what,
                    url,
                    "its driver " + dialect().driverClass() + " is not on the class path",
                    "Add " + dialect().driverArtifact()
                            + " to the jars of the job, such as by --jars or --extra-jars"));
        }
    }
}
