package io.relata.catalog.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.Catalog;
import io.relata.RelataException;
import io.relata.catalog.InMemoryCatalog;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DuckDbWarehouseOpeningTest {

    @TempDir
    Path folder;

    @Test
    void absentDriverIsReported() throws Exception {
        URL classes =
                DuckDbWarehouse.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader withoutDuckDb = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("org.duckdb.") || name.startsWith("io.relata.catalog.duckdb.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, withoutDuckDb)) {
            Class<?> warehouse = loader.loadClass(DuckDbWarehouse.class.getName());

            assertThatThrownBy(() -> warehouse
                            .getMethod("open", Path.class, Catalog.class)
                            .invoke(null, folder.resolve("w.duckdb"), new InMemoryCatalog()))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(RelataException.class)
                    .hasMessage("Cannot open the warehouse (DuckDB file " + folder.resolve("w.duckdb")
                            + "): DuckDB's JDBC driver is not on the class path. Add org.duckdb:duckdb_jdbc to it, or"
                            + " choose another warehouse.");
        }
    }

    @Test
    @Timeout(120)
    void fileThatAnotherProcessHoldsIsReportedAndFreeOnceClosed() throws Exception {
        Path file = folder.resolve("w.duckdb");
        DuckDbWarehouse warehouse = DuckDbWarehouse.open(file, new InMemoryCatalog());

        String refused = openInAnotherProcess(file);

        assertThat(refused)
                .startsWith("TARGET_HELD Cannot open the warehouse (DuckDB file " + file
                        + "): IO Error: Could not set lock on file")
                .contains("(PID " + ProcessHandle.current().pid() + ")")
                .endsWith(". End the process that holds the file, or run again when it has ended.");
        warehouse.close();
        assertThat(openInAnotherProcess(file)).isEqualTo("opened");
    }

    @Test
    void fileThatIsNotDuckDbsIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "shopping list, long enough to be read as a header");

        assertThatThrownBy(() -> DuckDbWarehouse.open(file, new InMemoryCatalog()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot open the warehouse (DuckDB file " + file + "): IO Error: The file \"" + file
                        + "\" exists, but it is not a valid DuckDB database file!. Give the path of another file.");
    }

    @Test
    void pathThatTheDriverWouldMisreadIsRefused() {
        Path file = folder.resolve("a;threads=1.duckdb");

        assertThatThrownBy(() -> DuckDbWarehouse.open(file, new InMemoryCatalog()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot open the warehouse (DuckDB file " + file + "): DuckDB's driver takes what follows a"
                        + " semicolon as options. Give a path without semicolon.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void hostilePathNamesAFile() {
        Path file = folder.resolve("a?b '\"#%20.db/:memory:");

        DuckDbWarehouse.open(file, new InMemoryCatalog()).close();

        assertThat(file).isRegularFile();
    }

    private static String openInAnotherProcess(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpeningProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
