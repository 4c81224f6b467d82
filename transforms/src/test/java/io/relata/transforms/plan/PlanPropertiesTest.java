package io.relata.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.ParentLink;
import io.relata.transforms.plan.PlannedColumn.Role;
import io.relata.transforms.plan.RelationalizeOptions.Limits;
import io.relata.transforms.plan.RelationalizeOptions.Naming;
import io.relata.transforms.plan.RelationalizeOptions.Voids;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What holds for every plan, whatever the schema. */
class PlanPropertiesTest {

    @Property(tries = 300)
    void namesAreUniqueAndFit(@ForAll("schemas") StructType source, @ForAll("options") RelationalizeOptions options) {
        RelationalPlan plan = plan(source, options);
        int longest = options.naming() == Naming.GLUE ? 255 : 127;

        assertThat(plan.tables()).extracting(PlannedTable::name).doesNotHaveDuplicates();
        assertThat(plan.tables()).extracting(PlannedTable::logicalName).doesNotHaveDuplicates();
        assertThat(plan.tables())
                .extracting(PlannedTable::name)
                .doesNotContain(plan.tables().get(0).name() + "__rejects")
                .allSatisfy(name -> assertFits(name, longest));
        for (PlannedTable table : plan.tables()) {
            assertThat(table.columns()).extracting(PlannedColumn::name).doesNotHaveDuplicates();
            assertThat(table.columns()).extracting(PlannedColumn::logicalName).doesNotHaveDuplicates();
            assertThat(table.columns()).extracting(PlannedColumn::name).allSatisfy(name -> assertFits(name, longest));
            if (options.naming() != Naming.GLUE) {
                assertThat(table.columns())
                        .extracting(PlannedColumn::name)
                        .allSatisfy(name -> assertThat(name).matches("[a-z0-9_]*[a-z0-9][a-z0-9_]*"));
            }
        }
    }

    @Property(tries = 300)
    void orderOfFieldsDoesNotDecideNames(
            @ForAll("schemas") StructType source, @ForAll("options") RelationalizeOptions options, @ForAll long seed) {
        StructType shuffled = (StructType) RandomSchemas.shuffled(source, new Random(seed));

        assertThat(namesByPath(plan(shuffled, options))).isEqualTo(namesByPath(plan(source, options)));
    }

    @Property(tries = 300)
    void everyColumnIsWrittenOnce(
            @ForAll("schemas") StructType source, @ForAll("options") RelationalizeOptions options) {
        RelationalPlan plan = plan(source, options);
        int[][] writes = plan.tables().stream()
                .map(table -> new int[table.columns().size()])
                .toArray(int[][]::new);
        for (Propagation propagation : plan.propagated()) {
            for (int table = 1; table < writes.length; table++) {
                writes[table][propagation.columns().get(table)]++;
            }
        }
        new Writes(plan, writes).count(plan.walk(), 0, source);

        for (int table = 0; table < writes.length; table++) {
            List<PlannedColumn> columns = plan.tables().get(table).columns();
            for (int i = 0; i < columns.size(); i++) {
                boolean byEngine =
                        columns.get(i).role() == Role.ID || columns.get(i).role() == Role.INDEX;
                boolean isVoid = plan.notes()
                        .contains(columns.get(i).path() + " holds nothing but nulls and becomes a string column");
                assertThat(writes[table][i]).as("%s", columns.get(i)).isEqualTo(byEngine || isVoid ? 0 : 1);
            }
        }
    }

    @Property(tries = 300)
    void parentLinksLeadToKeys(@ForAll("schemas") StructType source, @ForAll("options") RelationalizeOptions options) {
        RelationalPlan plan = plan(source, options);
        Map<String, PlannedTable> before = new HashMap<>();
        for (PlannedTable table : plan.tables()) {
            if (before.isEmpty()) {
                assertThat(table.parent()).isEmpty();
            } else {
                ParentLink link = table.parent().orElseThrow();
                assertThat(before.get(link.parentTable()).columns())
                        .filteredOn(column -> column.name().equals(link.parentColumn()))
                        .singleElement()
                        .satisfies(key -> assertThat(key.role()).isEqualTo(Role.KEY))
                        .satisfies(key -> assertThat(table.path()).startsWith(key.path()));
                assertThat(table.columns().get(0).role()).isEqualTo(Role.ID);
                assertThat(table.columns().get(0).name()).isEqualTo(link.childColumn());
                assertThat(table.columns().get(1).role()).isEqualTo(Role.INDEX);
            }
            before.put(table.name(), table);
        }
    }

    /** Counts which columns a walk writes. */
    private record Writes(RelationalPlan plan, int[][] counts) {

        void count(Walk walk, int table, org.apache.spark.sql.types.DataType type) {
            if (walk instanceof Walk.Scalar scalar) {
                assertThat(scalar.from()).isEqualTo(type);
                counts[table][scalar.column()]++;
            } else if (walk instanceof Walk.Struct struct) {
                assertThat(struct.from()).isEqualTo(type);
                struct.presence().ifPresent(column -> counts[table][column]++);
                struct.members()
                        .forEach(member -> count(
                                member.value(),
                                table,
                                struct.from().fields()[member.ordinal()].dataType()));
            } else if (walk instanceof Walk.Array array) {
                assertThat(array.from()).isEqualTo(type);
                child(table, array.key(), array.size());
                count(array.element(), array.table(), array.from().elementType());
            } else if (walk instanceof Walk.Entries entries) {
                assertThat(entries.from()).isEqualTo(type);
                child(table, entries.key(), entries.size());
                count(entries.entryKey(), entries.table(), entries.from().keyType());
                count(entries.entryValue(), entries.table(), entries.from().valueType());
            } else {
                assertThat(walk).isEqualTo(new Walk.Nothing());
            }
        }

        private void child(int table, int key, java.util.OptionalInt size) {
            assertThat(plan.tables().get(table).columns().get(key).role()).isEqualTo(Role.KEY);
            counts[table][key]++;
            size.ifPresent(column -> counts[table][column]++);
        }
    }

    private static Map<List<Object>, String> namesByPath(RelationalPlan plan) {
        Map<List<Object>, String> names = new HashMap<>();
        for (PlannedTable table : plan.tables()) {
            names.put(List.of(table.path()), table.name() + "\n" + table.logicalName());
            for (PlannedColumn column : table.columns()) {
                names.put(
                        List.of(table.path(), column.path(), column.role()),
                        column.name() + "\n" + column.logicalName());
            }
        }
        return names;
    }

    private static RelationalPlan plan(StructType source, RelationalizeOptions options) {
        List<String> scalars = Arrays.stream(source.fields())
                .filter(field -> field.dataType().equals(DataTypes.LongType))
                .filter(field -> !field.name().contains(".") && !field.name().isBlank())
                .filter(field -> !field.name().startsWith("_"))
                .map(org.apache.spark.sql.types.StructField::name)
                .filter(name -> name.chars().noneMatch(unit -> Character.isSurrogate((char) unit)))
                .sorted()
                .limit(2)
                .toList();
        List<String> sized = Arrays.stream(source.fields())
                .filter(field -> field.dataType() instanceof org.apache.spark.sql.types.ArrayType)
                .map(field -> SourcePath.RECORD.field(field.name()).optionPath())
                .toList();
        RelationalizeOptions all = options.withPropagate(scalars.toArray(String[]::new))
                .withSizes(sized.toArray(String[]::new))
                .withLimits(new Limits(32, 100_000, 100_000));
        try {
            return RelationalPlan.of(source, all);
        } catch (PlanException nothingLeft) {
            Assume.that(!String.valueOf(nothingLeft.getMessage()).contains("no column is left"));
            throw nothingLeft;
        }
    }

    private static void assertFits(String name, int longest) {
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(1, longest);
        assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(name);
    }

    @Provide
    Arbitrary<StructType> schemas() {
        return RandomSchemas.upToDepth(5);
    }

    @Provide
    Arbitrary<RelationalizeOptions> options() {
        return Combinators.combine(
                        Arbitraries.of(Naming.class),
                        Arbitraries.of(Voids.class),
                        Arbitraries.of("root", "Wurzel ☃", "_"))
                .as((naming, voids, root) ->
                        RelationalizeOptions.root(root).withNaming(naming).withVoids(voids));
    }
}
