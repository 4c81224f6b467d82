package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Leaving any key out of a file that gives them all changes the job, or is a problem: no key is read in vain. */
class EveryKeyTest {

    @TempDir
    Path temporary;

    @TestFactory
    List<DynamicTest> everyKeyIsRead() {
        List<List<String>> paths = new ArrayList<>();
        collect(JobKeys.SECTION, full(), List.of(), paths);
        assertThat(paths).hasSizeGreaterThan(40);
        return paths.stream()
                .map(path -> DynamicTest.dynamicTest(String.join(".", path), () -> changes(path)))
                .toList();
    }

    private void changes(List<String> path) {
        Map<String, Object> less = full();
        remove(less, path);
        JobFolder folder = new JobFolder(temporary);
        JobFile complete = folder.read(JobFileReaderTest.FULL);
        String yaml = new Dump(DumpSettings.builder().build()).dumpToString(less);
        try {
            assertThat(folder.read(yaml)).isNotEqualTo(complete);
        } catch (JobFileException refused) {
            assertThat(refused.getMessage())
                    .contains(path.equals(List.of("relationalize")) ? "tables.base" : path.get(path.size() - 1));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> full() {
        return new LinkedHashMap<>(
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(JobFileReaderTest.FULL));
    }

    /** The keys of the section and of those below it, each of which the file must give. */
    @SuppressWarnings("unchecked")
    private static void collect(
            Section section, Map<String, Object> values, List<String> above, List<List<String>> paths) {
        for (Key<?> key : section.keys()) {
            boolean isAlwaysDefault = key == SourceKeys.FORMAT || key == CatalogKeys.TYPE;
            boolean isOfFlatTables =
                    above.equals(List.of("tables", "base")) && (key == TableKeys.KEY || MergeKeys.ALL.contains(key));
            boolean isOfAnotherCatalog =
                    CatalogKeys.OWN_KEYS.get(CatalogKeys.Type.GLUE).contains(key);
            boolean isOfAnotherFormat = key == TargetKeys.PARTITION_BY;
            boolean isOfAnotherWarehouse = WarehouseKeys.OWN_KEYS.values().stream()
                            .anyMatch(keys -> keys.contains(key))
                    && !WarehouseKeys.OWN_KEYS.get(WarehouseKeys.Type.DUCKDB).contains(key);
            boolean isOfAnotherSource = SourceKeys.SECTION.keys().contains(key)
                    && !SourceKeys.OWN_KEYS.get(SourceKeys.Kind.JSON).contains(key);
            boolean isOfAnotherLineage =
                    LineageKeys.OWN_KEYS.get(LineageKeys.Type.HTTP).contains(key);
            if (isAlwaysDefault
                    || isOfAnotherLineage
                    || isOfAnotherCatalog
                    || isOfAnotherFormat
                    || isOfAnotherWarehouse
                    || isOfAnotherSource
                    || isOfFlatTables
                    || key == MergeKeys.LATE
                    || key == SourceKeys.SURVEY
                    || key == SourceKeys.REQUIRED
                    || key == BookmarkKeys.BOOKMARK
                    || BookmarkKeys.OF_BOOKMARKS.contains(key)
                    || key == WarehouseTableKeys.DISTRIBUTION) {
                // The default is given; a file with a schema says nothing of a survey, what is
                // relationalized requires no field, the reader's own test has the bookmarks, a local catalog has no
                // region,
                // DuckDB no readers, and a table with a distribution key no other distribution. Delta tables are not
                // partitioned.
                continue;
            }
            List<String> path = new ArrayList<>(above);
            path.add(key.name());
            assertThat(values).as("The full file at " + path).containsKey(key.name());
            paths.add(path);
            Map<String, Object> inner =
                    values.get(key.name()) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
            if (key.shape() instanceof Section below) {
                collect(below, inner, path, paths);
            } else if (key.shape() instanceof MapOf<?> map && map.values() instanceof Section below) {
                String first = inner.keySet().iterator().next();
                path.add(first);
                collect(below, (Map<String, Object>) inner.get(first), path, paths);
                path.remove(first);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void remove(Map<String, Object> values, List<String> path) {
        Map<String, Object> at = values;
        for (String key : path.subList(0, path.size() - 1)) {
            at = (Map<String, Object>) at.get(key);
        }
        String last = path.get(path.size() - 1);
        assertThat(at).containsKey(last);
        at.remove(last);
    }
}
