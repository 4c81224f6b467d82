package io.relata.catalog.redshift;

import static io.relata.catalog.redshift.RedshiftType.Plain.INTEGER;
import static io.relata.catalog.redshift.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import io.relata.catalog.redshift.RedshiftType.Varchar;
import io.relata.catalog.redshift.TableLoad.Manner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a warehouse's own tables, whatever runs the statements. */
abstract class NativeTablesContract {

    private static final RelationName USERS = RelationName.of("mart", "users");
    private static final RelationName PLAYS = RelationName.of("mart", "plays");
    private static final Manner BY_KEY = new Manner.Replace(names("user_id"));
    private static final Manner AS_THEY_ARE = new Manner.Replace(List.of());

    abstract SqlRunner runner();

    @BeforeEach
    void makeSchema() {
        runner().run(new CreateSchema(new Identifier("mart")));
    }

    @Test
    void aTableIsMadeAndHasTheRowsThatAreLoaded() {
        assertThat(load(users(BY_KEY, "1, 'free', 1", "2, NULL, 2"))).containsExactly(2L);
        assertThat(rows(USERS)).containsExactly("1 free 1", "2 null 2");
    }

    @Test
    void loadedAgainItHasTheSameRows() {
        load(users(BY_KEY, "1, 'free', 1", "2, 'paid', 2"));
        load(users(BY_KEY, "1, 'free', 1", "2, 'paid', 2"));
        assertThat(rows(USERS)).containsExactly("1 free 1", "2 paid 2");
    }

    @Test
    void rowsThatAreNoLongerPublishedGo() {
        load(users(BY_KEY, "1, 'free', 1", "2, 'paid', 2"));
        assertThat(load(users(BY_KEY, "2, 'free', 3"))).containsExactly(1L);
        assertThat(rows(USERS)).containsExactly("2 free 3");
    }

    @Test
    void ofRowsWithOneKeyOneComesIn() {
        assertThat(load(users(BY_KEY, "1, 'free', 1", "1, 'free', 1", "2, 'paid', 2")))
                .containsExactly(2L);
    }

    @Test
    void withoutAKeyEveryRowComesInAsOftenAsItIsThere() {
        load(users(AS_THEY_ARE, "9, 'x', 9"));
        assertThat(load(users(AS_THEY_ARE, "1, 'free', 1", "1, 'free', 1"))).containsExactly(2L);
        assertThat(rows(USERS)).containsExactly("1 free 1", "1 free 1");
    }

    @Test
    void anUpsertKeepsOtherRowsAndThoseThatAreNewer() {
        load(users(BY_KEY, "1, 'free', 1", "2, 'paid', 5", "3, 'free', 1"));
        Manner upsert = new Manner.Upsert(names("user_id"), Optional.of(new Identifier("seen")));
        assertThat(load(users(upsert, "2, 'late', 4", "3, 'paid', 4", "4, 'free', 4")))
                .containsExactly(4L);
        assertThat(rows(USERS)).containsExactly("1 free 1", "2 paid 5", "3 paid 4", "4 free 4");
    }

    @Test
    void aColumnThatIsNewIsAddedAndTheRowsThatStayHaveNoneOfIt() {
        load(users(new Manner.Upsert(names("user_id"), Optional.empty()), "1, 'free', 1", "2, 'free', 1"));
        CreateTable wider = table(
                USERS,
                NativeColumn.of("user_id", INTEGER).notNull(),
                NativeColumn.of("level", new Varchar(16)),
                NativeColumn.of("seen", INTEGER),
                NativeColumn.of("device", new Varchar(16)).notNull());
        load(new TableLoad(
                wider, values(wider, "2, 'paid', 2, 'phone'"), new Manner.Upsert(names("user_id"), Optional.empty())));
        assertThat(query("SELECT user_id, level, seen, device FROM mart.users ORDER BY 1"))
                .containsExactly("1 free 1 null", "2 paid 2 phone");
    }

    @Test
    void textsThatGotLongerFit() {
        load(users(BY_KEY, "1, 'free', 1"));
        CreateTable longer = table(
                USERS,
                NativeColumn.of("user_id", INTEGER).notNull(),
                NativeColumn.of("level", new Varchar(32)),
                NativeColumn.of("seen", INTEGER));
        load(new TableLoad(longer, values(longer, "1, '12345678901234567890', 1"), BY_KEY));
        assertThat(rows(USERS)).containsExactly("1 12345678901234567890 1");
    }

    @Test
    void whenOneTableCannotBeLoadedAllKeepTheRowsTheyHad() {
        CreateTable plays = table(PLAYS, NativeColumn.of("play_id", INTEGER).notNull());
        load(
                users(BY_KEY, "1, 'free', 1"),
                new TableLoad(plays, values(plays, "10"), new Manner.Replace(names("play_id"))));
        assertThatThrownBy(() -> load(
                        users(BY_KEY, "1, 'paid', 2"),
                        new TableLoad(plays, values(plays, "CAST(NULL AS INTEGER)"), AS_THEY_ARE)))
                .isInstanceOf(RelataException.class)
                .hasMessageStartingWith(
                        "Cannot run statement 9 of 9 in the warehouse (INSERT INTO \"mart\".\"plays\" (\"play_id\")): ")
                .hasMessageEndingWith(". See what the warehouse says, then run again: none of them took effect.");
        assertThat(rows(USERS)).containsExactly("1 free 1");
        assertThat(query("SELECT play_id FROM mart.plays")).containsExactly("10");
        assertThat(load(users(BY_KEY, "1, 'paid', 2")))
                .as("and a load after it")
                .containsExactly(1L);
    }

    @Test
    void moreTablesThanOneTransactionTakesAreLoadedOneByOne() {
        List<TableLoad> loads = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            CreateTable table = table(
                    RelationName.of("mart", "t" + i),
                    NativeColumn.of("id", INTEGER).notNull());
            loads.add(new TableLoad(table, values(table, "1", "2"), new Manner.Replace(names("id"))));
        }
        assertThat(load(loads.toArray(TableLoad[]::new))).containsOnly(2L).hasSize(7);
    }

    @Test
    void aMaterializedViewIsMadeOnceAndShowsWhatWasThereWhenItWasRefreshed() {
        MaterializedViews views = new MaterializedViews(runner());
        CreateMaterializedView levels = new CreateMaterializedView(
                RelationName.of("mart", "mv_levels"),
                new Distribution.Auto(),
                new SortKey.Auto(),
                new SelectQuery("SELECT level, count(*) AS users FROM mart.users GROUP BY level"));
        load(users(BY_KEY, "1, 'free', 1"));
        views.define(levels);
        views.define(levels);
        load(users(BY_KEY, "1, 'free', 1", "2, 'free', 1"));
        assertThat(query("SELECT level, users FROM mart.mv_levels")).containsExactly("free 1");
        views.refresh(levels);
        assertThat(query("SELECT level, users FROM mart.mv_levels")).containsExactly("free 2");
        runner().run(new Drop(Drop.Kind.MATERIALIZED_VIEW, levels.view()));
        runner().run(new Drop(Drop.Kind.MATERIALIZED_VIEW, levels.view()));
        views.refresh(levels);
        assertThat(query("SELECT level, users FROM mart.mv_levels")).containsExactly("free 2");
    }

    @Test
    void whatWasMadeCanBeMadeAndRemovedAgain() {
        CreateTable users = users(BY_KEY, "1, 'free', 1").table();
        NativeTables tables = new NativeTables(runner());
        tables.define(users);
        tables.define(users);
        runner().run(new Drop(Drop.Kind.TABLE, USERS));
        runner().run(new Drop(Drop.Kind.TABLE, USERS));
        assertThat(query("SELECT count(*) FROM information_schema.tables WHERE table_name = 'users'"))
                .containsExactly("0");
    }

    private List<Long> load(TableLoad... loads) {
        return new NativeTables(runner())
                .load(List.of(loads)).values().stream()
                        .map(Optional::orElseThrow)
                        .toList();
    }

    private static TableLoad users(Manner manner, String... rows) {
        CreateTable table = table(
                USERS,
                NativeColumn.of("user_id", INTEGER).notNull(),
                NativeColumn.of("level", new Varchar(16)),
                NativeColumn.of("seen", INTEGER));
        List<TableConstraint> keys =
                manner.keys().isEmpty() ? List.of() : List.of(new TableConstraint.PrimaryKey(manner.keys()));
        CreateTable keyed =
                new CreateTable(table.table(), table.columns(), keys, table.distribution(), table.sortKey());
        return new TableLoad(keyed, values(keyed, rows), manner);
    }

    private static CreateTable table(RelationName name, NativeColumn... columns) {
        return new CreateTable(
                name,
                List.of(columns),
                List.of(),
                new Distribution.Key(columns[0].name()),
                new SortKey.Compound(List.of(columns[0].name())));
    }

    private static RowSource values(CreateTable table, String... rows) {
        String values = Arrays.stream(rows).map(row -> "(" + row + ")").collect(Collectors.joining(", "));
        List<Identifier> columns =
                table.columns().stream().map(NativeColumn::name).toList();
        return target -> new InsertQuery(target, columns, new SelectQuery("VALUES " + values));
    }

    private List<String> rows(RelationName table) {
        return query("SELECT * FROM " + table.sql() + " ORDER BY 1, 3");
    }

    private List<String> query(String sql) {
        return runner().query(new SelectQuery(sql)).rows().stream()
                .map(row -> row.stream().map(value -> value.orElse("null")).collect(Collectors.joining(" ")))
                .toList();
    }
}
