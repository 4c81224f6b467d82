package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileProblemsTest {

    @TempDir
    Path temporary;

    private JobFolder folder;

    @BeforeEach
    void createFolder() {
        folder = new JobFolder(temporary);
    }

    private String after(String lines) {
        return folder.problems(JobFolder.SMALLEST + lines);
    }

    @Test
    void reportsAllProblemsAtOnce() {
        String message = folder.set("tables.root.nam=x").problems("""
                jobb: all wrong
                sources:
                  players:
                    path: in
                    format: jsn
                    layout: line
                  teams: {path: [], format: xml}
                relationalize:
                  source: player
                  root: root
                  key: id
                  naming: 7
                  limits: {depth: -1, columns: many}
                tables:
                  root:
                    renam: {a: b}
                    name: 2024
                    cast: {score: decimall(3)}
                    files: 0
                    files: 2
                  rot_games: {}
                derive:
                  totals: {sql: ../query.sql}
                  more: {sql: missing.sql}
                target:
                  path: in/out
                  mode: histor
                catalog: {type: glu}
                warehouse: {type: duckdb, external-schema: '', path: "${NOWHERE}"}
                checks: {rows: 1}
                max-rejects: ~
                """);

        assertThat(message).isEqualTo("""
                        job.yaml:1:1: jobb: unknown key. Did you mean job?
                        job.yaml:1:1: job: it is missing. Give the job's name.
                        job.yaml:5:13: sources.players.format: expected json, csv, parquet, delta or jdbc, found text "jsn". Did you mean json?
                        job.yaml:6:13: sources.players.layout: expected auto, lines or document, found text "line". Did you mean lines?
                        job.yaml:7:17: sources.teams.path: expected a path or a list of at least one, found an empty list. Write for example s3a://bucket/folder/.
                        job.yaml:7:29: sources.teams.format: expected json, csv, parquet, delta or jdbc, found text "xml". Write for example json.
                        job.yaml:9:11: relationalize.source: no source has this name. Did you mean players?
                        job.yaml:11:8: relationalize.key: expected a list, each item text, found text "id". Write for example [name].
                        job.yaml:12:11: relationalize.naming: expected glue, athena or short, found the whole number 7. Write for example glue.
                        job.yaml:13:19: relationalize.limits.depth: expected a whole number from 0 to 1000, found the whole number -1. Write for example 1.
                        job.yaml:13:32: relationalize.limits.columns: expected a whole number from 1 to 100000, found text "many". Write for example 1.
                        job.yaml:16:5: tables.root.renam: unknown key. Did you mean rename?
                        job.yaml:17:11: tables.root.name: expected a table name, found the whole number 2024. Write for example players.
                        job.yaml:18:19: tables.root.cast.score: "decimall(3)" is not a Spark SQL type. Write a type such as string, bigint, decimal(10,2), date or timestamp.
                        job.yaml:19:12: tables.root.files: expected a whole number from 1 to 10000, found the whole number 0. Write for example 1.
                        job.yaml:20:5: tables.root.files: given twice, first at job.yaml:19:5. Keep one of the two.
                        job.yaml:21:14: tables.rot_games: no table of this job has this name. Child tables' names begin with root_. The tables without a parent are root, players and teams.
                        job.yaml:23:17: derive.totals.sql: "../query.sql" lies outside the job file's folder. Move the file into it.
                        job.yaml:24:15: derive.more.sql: "missing.sql" is no file in the job file's folder. Create it, or correct the path, which starts from that folder.
                        job.yaml:26:9: target.path: it lies inside what the source players reads, so a run would read its own output. Write to a folder outside of it.
                        job.yaml:27:9: target.mode: expected replace, append, replace-partitions, merge or history, found text "histor". Did you mean history?
                        job.yaml:28:10: catalog.database: it is missing. Give the database that holds the tables.
                        job.yaml:28:17: catalog.type: expected local or glue, found text "glu". Did you mean glue?
                        job.yaml:29:44: warehouse.external-schema: it is blank. Write a schema name of 1 to 127 letters, digits and underscores that begins with no digit.
                        job.yaml:29:54: warehouse.path: the environment has no variable NOWHERE. Set it, or give a default: ${NOWHERE:-default}.
                        job.yaml:30:16: checks.rows: expected entries with the keys table, unique, not-null, accepted, references, rows and on-breach, found the whole number 1. Write for example {table: players}.
                        job.yaml:31:14: max-rejects: expected a whole number from 0 to 1000000000000, found nothing. Write for example 1.
                        --set tables.root.nam: unknown key. Did you mean name?""");
    }

    @Test
    void bookmarksAreForTargetsThatKeepWhatTheyHave() {
        String replaced = "job.yaml:3:46: sources.players.bookmark: with mode: %s a run that takes only new files would"
                + " put their rows in place of those of all files before. Write mode: append, merge or history for the target, or bookmark:"
                + " disabled.";
        assertThat(bookmarked("bookmark: enabled", "")).isEqualTo(replaced.formatted("replace"));
        assertThat(bookmarked("bookmark: pause", ", mode: replace-partitions, partition-by: [day]"))
                .isEqualTo(replaced.formatted("replace-partitions"));
        assertThat(bookmarked("bookmark: enabled", ", mode: append")).isEmpty();
    }

    @Test
    void whatIsLoadedBesideItselfIsNotReloaded() {
        assertThat(bookmarked("bookmark: enabled, changed-files: reload", ", mode: append"))
                .isEqualTo(
                        "job.yaml:3:70: sources.players.changed-files: with mode: append the rows of a file that is taken"
                                + " again would come beside those that it gave before. Write error or ignore, or mode: merge or history for the target.");
    }

    @Test
    void whatBoundsWhatIsNewNeedsABookmark() {
        String nothingNew =
                "without a bookmark every run takes all files as they are. Remove it, or write bookmark: enabled.";
        assertThat(bookmarked("changed-files: error, max-files: 5, max-bytes: 1 kB", ", mode: append"))
                .isEqualTo("job.yaml:3:51: sources.players.changed-files: " + nothingNew + "\njob.yaml:3:69:"
                        + " sources.players.max-files: " + nothingNew + "\njob.yaml:3:83: sources.players.max-bytes: "
                        + nothingNew);
    }

    @Test
    void aModeOrABookmarkThatCannotBeReadIsOneProblem() {
        assertThat(bookmarked("bookmark: enabled", ", mode: apend")).doesNotContain("bookmark");
        assertThat(bookmarked("bookmark: on-off, max-files: 5", ", mode: append"))
                .doesNotContain("max-files");
    }

    private String bookmarked(String source, String target) {
        String job = """
                job: small
                sources:
                  players: {path: in/players.json, %s}
                target: {path: out%s}
                catalog: {database: games}
                """.formatted(source, target);
        try {
            folder.read(job);
            return "";
        } catch (JobFileException e) {
            return e.getMessage().replace(folder.folder() + "/", "");
        }
    }

    @Test
    void mountsAreBucketsInFoldersOfThisMachine() {
        assertThat(after("warehouse: {type: duckdb, external-schema: x, mounts: {raw: /mnt, s3a://b: s3a://c}}\n"))
                .isEqualTo("""
                        job.yaml:6:56: warehouse.mounts.raw: expected a bucket such as s3a://bucket, maybe with a folder in it, found text "raw". Write for example s3a://bucket.
                        job.yaml:6:76: warehouse.mounts.s3a://b: expected a place on this machine, found a path with a scheme. Write a local path.""");
    }

    @Test
    void aCheckHasARuleThatCanHold() {
        assertThat(after("""
                checks:
                  none: {table: t, on-breach: warn}
                  empty: {table: t, accepted: {}, references: {}, rows: {}}
                  twice: {table: t, unique: [a, b, a, a], not-null: [c, c]}
                  counts: {table: t, rows: {at-least: 2, at-most: 1}}
                  equal: {table: t, rows: {at-least: 2, at-most: 2}}
                """)).isEqualTo("""
                        job.yaml:7:9: checks.none: it has no rule. Give at least one of unique, not-null, accepted, references and rows.
                        job.yaml:8:10: checks.empty: it has no rule. Give at least one of unique, not-null, accepted, references and rows.
                        job.yaml:9:29: checks.twice.unique: column a is named twice. Name it once.
                        job.yaml:9:53: checks.twice.not-null: column c is named twice. Name it once.
                        job.yaml:10:39: checks.counts.rows.at-least: at least 2 rows are more than at most 1. Give a number up to that of at-most.""");
    }

    @Test
    void aCheckWhoseRulesCannotBeReadIsNotOneWithoutRules() {
        assertThat(after("""
                checks:
                  unread: {table: t, unique: [], accepted: {a: [~], b: []}}
                  uncounted: {table: t, rows: {at-least: many}}
                  untabled: {unique: a, on-breach: fial}
                """)).isEqualTo("""
                        job.yaml:7:30: checks.unread.unique: expected text or a list of at least one, found an empty list. Write for example name.
                        job.yaml:7:49: checks.unread.accepted.a[0]: expected a text, a number or a truth value, found nothing. Write for example paid.
                        job.yaml:7:56: checks.unread.accepted.b: expected a text, a number or a truth value or a list of at least one, found an empty list. Write for example paid.
                        job.yaml:8:42: checks.uncounted.rows.at-least: expected a whole number from 0 to 1000000000000000, found text "many". Write for example 1.
                        job.yaml:9:13: checks.untabled.table: it is missing. Give the published name of a table of this job.
                        job.yaml:9:36: checks.untabled.on-breach: expected fail or warn, found text "fial". Did you mean fail?""");
        assertThat(after("checks: {'a b': {table: t, unique: a}}\n"))
                .isEqualTo(
                        "job.yaml:6:10: checks.`a b`: expected a name of 1 to 128 letters, digits, dots, dashes and underscores that begins with a letter or digit, found text \"a b\". Write for example my-job.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", ".id", "users.", "`users.id", "``.id", "`users`id", "`users`", "users. "})
    void whatIsReferencedIsAColumnOfATable(String written) {
        assertThat(after("checks: {a: {table: t, references: {b: '" + written + "'}}}\n"))
                .isEqualTo(
                        "job.yaml:6:40: checks.a.references.b: expected a table and one of its columns with a dot between, the table in back-ticks where it holds a dot, found text \""
                                + written + "\". Write for example users.user_id.");
    }

    @Test
    void suggestsTheKeyMeant() {
        assertThat(after("tables: {players: {renam: {a: b}}}\n"))
                .isEqualTo("job.yaml:6:20: tables.players.renam: unknown key. Did you mean rename?");
    }

    @Test
    void listsTheKeysWhenNoneIsNear() {
        assertThat(after("tables: {players: {compression: zstd}}\n"))
                .isEqualTo(
                        "job.yaml:6:20: tables.players.compression: unknown key. The keys here are name, rename, cast, drop, select, files, key, order-by, delete-when, delete-missing, late and contract.");
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(folder.problems("")).isEqualTo("""
                        job.yaml:1:1: job: it is missing. Give the job's name.
                        job.yaml:1:1: sources: it is missing. Give where records are read from, by name.
                        job.yaml:1:1: target: it is missing. Give where the tables' files go.
                        job.yaml:1:1: catalog: it is missing. Give where the tables are registered.""");
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThat(folder.problems("job: a: b\n"))
                .isEqualTo(
                        "job.yaml:1:7: this is not YAML: mapping values are not allowed here. Check the indentation, and quote text that holds one of : # { } [ ] , & * ! | > %.");
        assertThat(folder.problems("job: [a\n"))
                .startsWith("job.yaml:2:1: this is not YAML: expected ',' or ']', but got");
        assertThat(folder.problems("job: \u0007\n"))
                .isEqualTo(
                        "job.yaml:1:1: this is not YAML: it holds a character that YAML does not allow, such as a control character. Save the file as UTF-8 text.");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(after("---\njob: other\n"))
                .isEqualTo("job.yaml:6:1: a second document begins here. Keep one document in the file.");
    }

    @Test
    void refusesAKeyGivenTwice() {
        assertThat(after("job: other\n"))
                .isEqualTo("job.yaml:6:1: job: given twice, first at job.yaml:1:1. Keep one of the two.");
    }

    @Test
    void refusesTagsAndOddKeys() {
        assertThat(after("max-rejects: !!int 5\n"))
                .isEqualTo(
                        "job.yaml:6:14: max-rejects: tags such as tag:yaml.org,2002:int are not read. Remove the tag.");
        assertThat(after("? [a]\n: b\n"))
                .isEqualTo(
                        "job.yaml:6:3: this is not YAML: a key must be text. Check the indentation, and quote text that holds one of : # { } [ ] , & * ! | > %.");
    }

    @Test
    void refusesAFileThatIsAList() {
        assertThat(folder.problems("- a\n"))
                .isEqualTo(
                        "job.yaml:1:1: expected entries with the keys job, sources, relationalize, tables, derive, target, catalog, warehouse, contract, checks, max-rejects and lineage, found a list. Write for example {job: my-job, sources: {name: {path: s3a://bucket/folder/}}, target: {path: s3a://bucket/folder}, catalog: {database: games}}.");
    }

    @Test
    void namesTheFileThatIsNotThere() {
        JobFileException refused = Assertions.assertThrows(
                JobFileException.class,
                () -> new JobFileReader(Collections.emptyMap(), temporary)
                        .read(Path.of("no.yaml"), java.util.List.of()));

        assertThat(refused).hasMessage("no.yaml:1:1: there is no such file. Give the path of a job file.");
    }

    @Test
    void refusesATargetInsideASource() {
        String where = "target.path: it lies inside what the source players reads, so a run would read its own output. "
                + "Write to a folder outside of it.";

        assertThat(folder.problems(withPaths("data", "data"))).isEqualTo("job.yaml:3:16: " + where);
        assertThat(folder.problems(withPaths("data", "data/x/../out"))).isEqualTo("job.yaml:3:16: " + where);
        assertThat(folder.problems(withPaths("'*'", "data"))).isEqualTo("job.yaml:3:16: " + where);
        assertThat(folder.problems(withPaths("'{other,d?ta/o[au]t}/'", "data/out/x")))
                .isEqualTo("job.yaml:3:16: " + where);
        assertThat(folder.problems(withPaths("s3://b/raw/", "s3a://b//raw/out")))
                .isEqualTo("job.yaml:3:16: " + where);
    }

    @Test
    void allowsATargetBesideASource() {
        assertThat(folder.read(withPaths("'data/*.json'", "data/out")).target().path())
                .isEqualTo(folder.folder() + "/data/out");
        assertThat(folder.read(withPaths("data", "data2")).target().path()).endsWith("/data2");
        assertThat(folder.read(withPaths("s3a://a/x", "s3a://b/x")).target().path())
                .isEqualTo("s3a://b/x");
    }

    private static String withPaths(String source, String target) {
        return "job: paths\nsources: {players: {path: %s}}\ntarget: {path: %s}\ncatalog: {database: games}\n"
                .formatted(source, target);
    }

    @Test
    void refusesACatalogInsideASource() {
        assertThat(folder.set("sources.players.path=/raw")
                        .set("catalog.path=/raw/cat")
                        .problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set catalog.path: it lies inside what the source players reads, so a run would read its own output. Write to a folder outside of it.");
    }

    @Test
    void refusesSecretsInPaths() {
        assertThat(folder.set("target.path=s3a://key:secret@bucket/out").problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set target.path: the path holds a user name or a password, which would end in logs. Give credentials to Hadoop or AWS instead, and the path without them.");
    }

    @Test
    void keysOfAnotherCatalogAreNotReadInVain() {
        assertThat(folder.problems("""
                job: games
                sources: {players: {path: in}}
                target: {path: out}
                catalog: {type: glue, database: games, path: cat, endpoint: "http://user:word@host"}
                """)).isEqualTo("""
                        job.yaml:4:46: catalog.path: a catalog of type glue has no such key. Remove it, or write type: local.
                        job.yaml:4:61: catalog.endpoint: it is more or less than http:// or https://, a host, a port and a path. Write for example https://glue.eu-central-1.amazonaws.com; credentials come from the environment, a profile or a role.""");
        assertThat(folder.problems("""
                job: games
                sources: {players: {path: in}}
                target: {path: out}
                catalog: {database: games, region: eu-central-1}
                """)).isEqualTo("""
                        job.yaml:4:36: catalog.region: a catalog of type local has no such key. Remove it, or write type: glue.""");
    }

    @Test
    void partitionIndexesAreOfPartitionColumnsInGlue() {
        assertThat(indexes("local", "partition-by: [day]", "[[day]]"))
                .isEqualTo("job.yaml:4:60: catalog.partition-indexes: a catalog of type local has no such key. Remove"
                        + " it, or write type: glue.");
        assertThat(indexes("glue", "mode: replace", "[[day]]"))
                .isEqualTo("job.yaml:4:59: catalog.partition-indexes: \"day\" is no partition column of this job. Name"
                        + " it in target.partition-by, or leave the indexes out.");
        assertThat(indexes(
                        "glue",
                        "mode: append, partition-by: [day]",
                        "[[day, load], [hour], [], [day, load], [day, day]]"))
                .isEqualTo("job.yaml:4:59: catalog.partition-indexes: it names 5 indexes, and Glue takes 3 for a table."
                        + " Leave out those that serve the fewest queries.\n"
                        + "job.yaml:4:59: catalog.partition-indexes: an index has no column. Name at least one partition"
                        + " column in each.\n"
                        + "job.yaml:4:59: catalog.partition-indexes: index [day, load] is named twice. Name it once.\n"
                        + "job.yaml:4:59: catalog.partition-indexes: index [day, day] has a column twice. Name it once.\n"
                        + "job.yaml:4:59: catalog.partition-indexes: \"hour\" is no partition column of this job. The"
                        + " partition columns are day and load.");
    }

    @Test
    void columnStatisticsAreTrueOrFalseInGlue() {
        String job = """
                job: games
                sources: {players: {path: in}}
                target: {path: out}
                catalog: {type: %s, database: games, column-statistics: %s}
                """;
        assertThat(folder.problems(job.formatted("glue", "yes please")))
                .isEqualTo(
                        "job.yaml:4:59: catalog.column-statistics: expected true or false, found text \"yes please\"."
                                + " Write for example true.");
        assertThat(folder.problems(job.formatted("local", "true")))
                .isEqualTo(
                        "job.yaml:4:60: catalog.column-statistics: a catalog of type local has no such key. Remove it,"
                                + " or write type: glue.");
    }

    private String indexes(String catalog, String target, String indexes) {
        return folder.problems("""
                job: games
                sources: {players: {path: in}}
                target: {path: out, %s}
                catalog: {type: %s, database: games, partition-indexes: %s}
                """.formatted(target, catalog, indexes));
    }

    @Test
    void refusesNamesThatGlueRefuses() {
        assertThat(folder.set("catalog.database=a\nb").problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set catalog.database: the AWS Glue Data Catalog refuses \"a\\u000ab\" as a database name. Use 1 to 255 characters on one line.");
        folder = new JobFolder(temporary);
        assertThat(after("tables: {players: {name: " + "x".repeat(400) + "}}\n"))
                .isEqualTo("job.yaml:6:26: tables.players.name: the AWS Glue Data Catalog refuses \"" + "x".repeat(300)
                        + "...\" as a table name. Use 1 to 255 characters on one line.");
    }

    @Test
    void refusesTwoTablesOfOneName() {
        assertThat(after("tables: {players: {name: Totals}}\nderive: {totals: {sql: query.sql}}\n"))
                .isEqualTo(
                        "job.yaml:7:18: derive.totals: the table would have the same name as tables.players.name gives, upper and lower case being one. Give one of them another name.");
    }

    @Test
    void refusesRecordsOfLines() {
        assertThat(folder.set("sources.players.layout=lines")
                        .set("sources.players.records=$.Records[*]")
                        .problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set sources.players.records: it names an array inside a document, and layout: lines says there is a record on each line. Remove it, or write layout: document.");
    }

    @Test
    void refusesASurveyBesideASchema() {
        assertThat(folder.set("sources.players.survey=all")
                        .set("sources.players.schema=id bigint")
                        .problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set sources.players.survey: schema: says what the records' fields are, so nothing is surveyed. Remove one of the two.");
    }

    @Test
    void refusesASampleOfWhatIsNotRelationalized() {
        assertThat(folder.set("sources.players.survey=sample").problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set sources.players.survey: only records that are relationalized are sampled, and those of players are loaded as they are. Remove it, or name the source under relationalize.");
    }

    @Test
    void refusesRequiredFieldsOfWhatIsRelationalized() {
        assertThat(folder.problems(JobFolder.SMALLEST.replace("json}", "json, required: [id]}")
                        + "relationalize: {source: players, root: base}\n"))
                .isEqualTo(
                        "job.yaml:3:46: sources.players.required: only records that are loaded as they are can be required to have fields, and those of players are relationalized. Remove it, and look for what is missing in the tables.");
    }

    @Test
    void refusesARequiredFieldThatTheSchemaHasNot() {
        assertThat(folder.problems(
                        JobFolder.SMALLEST.replace("json}", "json, schema: 'id int, name string', required: [Name]}")))
                .isEqualTo(
                        "job.yaml:3:77: sources.players.required[0]: the source's schema has no such field. Did you mean name?");
        assertThat(folder.problems(
                        JobFolder.SMALLEST.replace("json}", "json, schema: 'id int, name string', required: [id, x]}")))
                .isEqualTo(
                        "job.yaml:3:77: sources.players.required[1]: the source's schema has no such field. The fields are id and name.");
    }

    @Test
    void refusesAnotherExtentOfASurvey() {
        assertThat(folder.set("sources.players.survey=samples").problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set sources.players.survey: expected all or sample, found text \"samples\". Did you mean sample?");
    }

    @Test
    void refusesWhatIsNoRecordsPath() {
        assertThat(folder.set("sources.players.records=Records").problems(JobFolder.SMALLEST))
                .isEqualTo(
                        "--set sources.players.records: expected the path of an array such as $.Records[*], $.a.b[*] or $[*], found text \"Records\". Write for example $.Records[*].");
        assertThat(new JobFolder(temporary)
                        .read(JobFolder.SMALLEST.replace("json}", "json, records: '$[*]'}"))
                        .sources()
                        .get("players"))
                .extracting(source -> ((SourceSpec.Json) source).records().isPresent())
                .isEqualTo(true);
    }

    @Test
    void refusesAContractOfATableWhereTheJobKeepsNoHistory() {
        String job = JobFolder.SMALLEST + "relationalize: {source: players, root: root}\n";
        assertThat(folder.problems(
                        job + "contract: none\ntables: {root: {contract: rescue}, root_a: {contract: evolve}}\n"))
                .isEqualTo("""
                        job.yaml:8:27: tables.root.contract: the job's contract is none, so its tables are made anew of each run's data and nothing is known to hold one of them to. Remove it, or give the job another contract.
                        job.yaml:8:55: tables.root_a.contract: the job's contract is none, so its tables are made anew of each run's data and nothing is known to hold one of them to. Remove it, or give the job another contract.""");
        assertThat(folder.problems(job + "tables: {root: {contract: none}}\n"))
                .isEqualTo(
                        "job.yaml:7:27: tables.root.contract: expected evolve, freeze or rescue, found text \"none\". Write for example evolve.");
    }

    @Test
    void refusesAQueryOutsideTheFolder() throws Exception {
        Files.writeString(temporary.resolve("outside.sql"), "SELECT 1");
        Files.createSymbolicLink(folder.folder().resolve("link.sql"), temporary.resolve("outside.sql"));
        folder.write("empty.sql", " \n");

        assertThat(
                        after(
                                "derive: {a: {sql: ../outside.sql}, b: {sql: link.sql}, c: {sql: none.sql}, d: {sql: empty.sql}}\n"))
                .isEqualTo("""
                        job.yaml:6:19: derive.a.sql: "../outside.sql" lies outside the job file's folder. Move the file into it.
                        job.yaml:6:45: derive.b.sql: "link.sql" is a link that leaves the job file's folder. Put a copy in its place.
                        job.yaml:6:65: derive.c.sql: "none.sql" is no file in the job file's folder. Create it, or correct the path, which starts from that folder.
                        job.yaml:6:85: derive.d.sql: "empty.sql" is empty. Write one SELECT statement in it.""");
    }

    @Test
    void documentsAreMergedByKeyIntoDeltaTables() {
        assertThat(folder.problems(JobFolder.SMALLEST.replace("{path: out}", "{path: out, mode: merge}")))
                .isEqualTo("job.yaml:4:27: target.mode: only Delta tables can have some of their files in the place of"
                        + " others. Write format: delta beside it.\n"
                        + "job.yaml:4:27: target.mode: nothing says which columns name a row of players. Write tables:"
                        + " {players: {key: [id]}} with these columns.");
        String merging = JobFolder.SMALLEST.replace("{path: out}", "{path: out, mode: merge, format: delta}");
        assertThat(folder.problems(merging + """
                relationalize: {source: players, root: root, order-by: [at]}
                tables:
                  root: {key: [id]}
                  root_games: {order-by: [at], delete-when: gone}
                """)).isEqualTo("""
                job.yaml:6:16: relationalize.key: mode: merge needs to know which columns name a document. Name them, such as key: [id].
                job.yaml:8:15: tables.root.key: the table's rows are parts of documents, which are merged as a whole. Say it under relationalize.
                job.yaml:9:26: tables.root_games.order-by: the table's rows are parts of documents, which are merged as a whole. Say it under relationalize.
                job.yaml:9:45: tables.root_games.delete-when: the table's rows are parts of documents, which are merged as a whole. Say it under relationalize.""");
        assertThat(folder.problems(JobFolder.SMALLEST + """
                relationalize: {source: players, root: root, key: [id], order-by: [at], delete-when: gone}
                """)).isEqualTo("""
                job.yaml:6:67: relationalize.order-by: the job merges nothing. Remove it, or write mode: merge under target.
                job.yaml:6:86: relationalize.delete-when: the job merges nothing. Remove it, or write mode: merge under target.""");
    }

    @Test
    void versionsAreOrderedByOneColumnInTablesThatStay() {
        String keeping = JobFolder.SMALLEST.replace("{path: out}", "{path: out, mode: history, format: delta}");
        assertThat(folder.problems(keeping.replace(", format: delta", "") + """
                contract: none
                relationalize: {source: players, root: root, key: [id], delete-missing: gone}
                """))
                .isEqualTo("""
                job.yaml:4:27: target.mode: only Delta tables can have some of their files in the place of others. Write format: delta beside it.
                job.yaml:4:27: target.mode: the job's contract is none, so a run leaves out tables of which its own data shows nothing, and rows there would not change with their documents. Give the job another contract.
                job.yaml:7:16: relationalize.order-by: mode: history needs one column that says from when on a version holds. Name it, such as order-by: [updated_at].
                job.yaml:7:73: relationalize.delete-missing: of a document that is missing nobody knows from when on it is gone. Remove it; delete-when ends versions.""");
        assertThat(folder.problems(keeping + """
                tables: {players: {order-by: [at, seen], late: never}}
                """)).isEqualTo("""
                job.yaml:4:27: target.mode: nothing says which columns name a row of players. Write tables: {players: {key: [id]}} with these columns.
                job.yaml:6:30: tables.players.order-by: mode: history needs one column that says from when on a version holds. Name it, such as order-by: [updated_at].
                job.yaml:6:48: tables.players.late: expected apply or refuse, found text "never". Write for example apply.""");
        assertThat(folder.problems(keeping.replace("history", "merge") + """
                contract: none
                relationalize: {source: players, root: root, key: [id]}
                """)).isEqualTo("""
                job.yaml:4:27: target.mode: the job's contract is none, so a run leaves out tables of which its own data shows nothing, and rows there would not change with their documents. Give the job another contract.""");
        assertThat(folder.problems(keeping.replace("history", "merge") + """
                tables: {players: {key: [id], late: apply}}
                """)).isEqualTo("""
                job.yaml:6:37: tables.players.late: of each document the latest state is kept alone. Remove it, or write mode: history under target.""");
    }

    @Test
    void whatIsMissingCannotBeToldOfNewFilesAlone() {
        String merging = JobFolder.SMALLEST
                .replace("{path: out}", "{path: out, mode: merge, format: delta}")
                .replace("players.json", "players.json, bookmark: enabled");
        assertThat(folder.problems(merging + """
                tables: {players: {key: [id], delete-missing: gone}}
                """)).isEqualTo("""
                job.yaml:6:47: tables.players.delete-missing: the source players has a bookmark, so all documents of files that were taken before would be missing. Remove it, or write bookmark: disabled for the source.""");
        assertThat(folder.problems(merging + """
                relationalize: {source: players, root: root, key: [id], delete-missing: gone}
                """)).isEqualTo("""
                job.yaml:6:73: relationalize.delete-missing: the source players has a bookmark, so all documents of files that were taken before would be missing. Remove it, or write bookmark: disabled for the source.""");
    }

    @Test
    void partitionsAreReplacedByColumns() {
        assertThat(folder.problems(JobFolder.SMALLEST.replace("{path: out}", "{path: out, mode: replace-partitions}")))
                .isEqualTo("job.yaml:4:27: target.mode: nothing says which columns the partitions are by. Name them in"
                        + " partition-by, or write mode: replace.");
        assertThat(folder.problems(JobFolder.SMALLEST.replace(
                        "{path: out}", "{path: out, mode: replace-partitions, partition-by: [day, Load, DAY]}")))
                .isEqualTo(
                        "job.yaml:4:61: target.partition-by: the partition column load is the one that tells appended"
                                + " runs apart. Rename the column under tables.\n"
                                + "job.yaml:4:61: target.partition-by: column DAY is named twice. Name it once.");
    }

    @Test
    void escapesHostileKeys() {
        assertThat(after("\"a\\njob.yaml:1:1: all is well\": 1\n"))
                .isEqualTo(
                        "job.yaml:6:1: `a\\u000ajob.yaml:1:1: all is well`: unknown key. The keys here are job, sources, relationalize, tables, derive, target, catalog, warehouse, contract, checks, max-rejects and lineage.");
    }

    @Test
    void boundsWhatAliasesUnfoldTo() {
        StringBuilder yaml = new StringBuilder(JobFolder.SMALLEST + "tables:\n  players: &t\n    drop:\n");
        yaml.append("    - column\n".repeat(5_000));
        for (int table = 0; table < 5_000; table++) {
            yaml.append("  t").append(table).append(": *t\n");
        }

        String message = Assertions.assertTimeout(Duration.ofSeconds(20), () -> folder.problems(yaml.toString()));

        assertThat(message.lines().reduce((first, last) -> last))
                .contains(
                        "job.yaml:4938:7: tables.t18.drop[4929]: the file unfolds to more than 100000 values. Use fewer aliases (*name).");
    }

    @Test
    void readsABombOfAliasesInUnknownKeysInstantly() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
        for (int level = 1; level < 40; level++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
        }

        String message = Assertions.assertTimeout(Duration.ofSeconds(20), () -> folder.problems(yaml.toString()));

        assertThat(message).contains("job.yaml:40:1: a39: unknown key.");
    }

    @Test
    void refusesAnAliasInsideItsOwnAnchor() {
        assertThat(after("tables: &t {a: *t}\n"))
                .startsWith("job.yaml:6:16: this is not YAML: nothing before it is marked &t.");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(folder.problems("a: " + "[".repeat(100_000)))
                .isEqualTo(
                        "job.yaml:1:54: this is not YAML: values are nested more than 50 deep. Check the indentation, and quote text that holds one of : # { } [ ] , & * ! | > %.");
    }

    @Test
    void refusesALongFile() {
        assertThat(folder.problems("#".repeat(1_000_001)))
                .isEqualTo("job.yaml:1:1: it has more than 1000000 bytes. Check that it is a job file.");
    }

    @Test
    void refusesHostileTypesAndPathsWithoutExhaustingTheStack() {
        assertThat(folder.set("tables.players.cast.a=" + "array<".repeat(600)).problems(JobFolder.SMALLEST))
                .endsWith(
                        "..."
                                + "\" is not a Spark SQL type. Write a type such as string, bigint, decimal(10,2), date or timestamp.");
        folder = new JobFolder(temporary);
        assertThat(folder.problems(
                        JobFolder.SMALLEST.replace("json}", "json, records: '$" + ".a".repeat(2_040) + "[*]'}")))
                .startsWith("job.yaml:3:45: sources.players.records: expected the path of an array such as");
    }

    @Test
    void cutsALongListOfProblems() {
        StringBuilder yaml = new StringBuilder(JobFolder.SMALLEST);
        for (int key = 0; key < 120; key++) {
            yaml.append("unknown-").append(key).append(": 1\n");
        }

        assertThat(folder.problems(yaml.toString()).lines()).hasSize(101).last().isEqualTo("... and 20 more");
    }
}
