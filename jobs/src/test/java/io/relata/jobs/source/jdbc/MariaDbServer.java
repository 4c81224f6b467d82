package io.relata.jobs.source.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A MariaDB server of the tests, on this machine alone, with the user {@code reader} who may do all in the database {@code
 * shop}. It comes from the packages mariadb-server-core and mariadb-client-core of Debian, or what stands for them.
 */
public final class MariaDbServer implements AutoCloseable {

    public static final String USER = "reader";
    public static final String PASSWORD = "geheimnis-der-leser";

    private static final int TRIES = 600;

    private static Optional<MariaDbServer> shared = Optional.empty();

    private final Path folder;
    private final Process process;
    private final int port;

    private MariaDbServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** The one that all tests of this process use, each with tables of its own; as {@link #start}. */
    public static synchronized MariaDbServer shared() throws IOException, InterruptedException, SQLException {
        if (shared.isEmpty()) {
            MariaDbServer server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::end));
            shared = Optional.of(server);
        }
        return shared.get();
    }

    private void end() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Skips the test, and says so, where no server is installed. */
    public static MariaDbServer start() throws IOException, InterruptedException, SQLException {
        Path install = installed("mariadb-install-db");
        Path daemon = installed("mariadbd");
        Path folder = Files.createTempDirectory("mariadb");
        String data = "--datadir=" + folder.resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        run(List.of(
                install.toString(),
                "--no-defaults",
                user,
                data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        daemon.toString(),
                        "--no-defaults",
                        user,
                        data,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + folder.resolve("s"),
                        "--skip-name-resolve",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--innodb-buffer-pool-size=32M",
                        // Not UTC, so that what forgets to say it is found out.
                        "--default-time-zone=-05:00",
                        "--sql-mode=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        MariaDbServer server = new MariaDbServer(folder, process, port);
        server.prepare();
        return server;
    }

    private static Path installed(String program) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    System.err.println("SKIPPED, there is no " + program
                            + ": install mariadb-server-core and mariadb-client-core");
                    return abort("there is no " + program);
                });
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " failed: " + words);
        }
    }

    private void prepare() throws InterruptedException, SQLException, IOException {
        for (int i = 0; i < TRIES; i++) {
            try (Connection root = DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "");
                    Statement statement = root.createStatement()) {
                statement.execute("CREATE DATABASE shop CHARACTER SET utf8mb4");
                statement.execute("CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'");
                statement.execute("GRANT ALL ON shop.* TO " + USER);
                return;
            } catch (SQLException e) {
                if (i == TRIES - 1 || !process.isAlive()) {
                    close();
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    /** The address of its database for a driver. */
    public String url(String driver) {
        return "jdbc:" + driver + "://127.0.0.1:" + port + "/shop";
    }

    public String url() {
        return url("mariadb");
    }

    /** As the user who may do all in {@code shop}. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    /** Runs statements one after another. */
    public void run(String... statements) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(MariaDbServer::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
