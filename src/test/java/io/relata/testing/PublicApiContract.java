package io.relata.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What programs can name of a module is what its file {@code api.txt} says, so that nothing changes unseen. */
@Tag("any-spark")
public abstract class PublicApiContract {

    private final String file;
    private final Class<?> one;
    private final Set<String> packages;

    /**
     * @param module its folder in the checkout
     * @param one a class of it
     * @param packages those that programs may use
     */
    protected PublicApiContract(String module, Class<?> one, String... packages) {
        this.file = module + "/api.txt";
        this.one = one;
        this.packages = Set.of(packages);
    }

    @Test
    protected void programsCanNameWhatIsWrittenDown() throws IOException {
        SortedSet<String> found = PublicApi.of(one, packages);
        Path written = Path.of(System.getProperty("relata.root")).resolve(file);
        if (Boolean.getBoolean("relata.update")) {
            Files.write(written, found);
        }
        assertThat(packages)
                .as("packages with public types")
                .allMatch(name -> found.stream().anyMatch(line -> line.startsWith(name + ".")));
        List<String> expected = Files.exists(written) ? Files.readAllLines(written) : List.of();
        assertThat(difference(file, expected, found)).isEmpty();
    }

    /** What a person is told; empty where nothing differs. */
    static String difference(String file, Collection<String> expected, Collection<String> found) {
        SortedSet<String> gone = new TreeSet<>(expected);
        gone.removeAll(found);
        SortedSet<String> added = new TreeSet<>(found);
        added.removeAll(expected);
        if (gone.isEmpty() && added.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("Programs can name something else than " + file + " says.\n");
        if (!gone.isEmpty()) {
            text.append("Gone or changed, so that programs no longer compile or link:\n");
            gone.forEach(line -> text.append("- ").append(line).append('\n'));
        }
        if (!added.isEmpty()) {
            text.append("New or changed, and promised from now on:\n");
            added.forEach(line -> text.append("+ ").append(line).append('\n'));
        }
        return text
                + "If that is meant, say so in CHANGELOG.md and write the file anew with -Drelata.update=true; if not,"
                + " leave the old in place, or make the new package-private.";
    }
}
