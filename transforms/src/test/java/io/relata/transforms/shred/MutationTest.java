package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.relata.RejectedRecord;
import io.relata.RelataException;
import io.relata.testing.ForklessLocalFileSystem;
import io.relata.transforms.json.Framing;
import io.relata.transforms.json.JsonInput;
import io.relata.transforms.json.JsonLayout;
import io.relata.transforms.json.JsonLimits;
import io.relata.transforms.json.JsonReject;
import io.relata.transforms.json.JsonSplit;
import io.relata.transforms.json.RecordPlace;
import io.relata.transforms.json.RecordScanner;
import io.relata.transforms.json.RecordsPath;
import io.relata.transforms.json.SplitReader;
import io.relata.transforms.plan.PlannedTable;
import io.relata.transforms.plan.RelationalPlan;
import io.relata.transforms.plan.RelationalizeOptions;
import io.relata.transforms.survey.ConflictPolicy;
import io.relata.transforms.survey.Conflicts;
import io.relata.transforms.survey.FirstIds;
import io.relata.transforms.survey.KeptTables;
import io.relata.transforms.survey.SourceSchema;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyOptions;
import io.relata.transforms.survey.SurveyScanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages the bytes of JSON files at random and reads them as a run does. Whatever they hold: nothing but a refusal by
 * name comes out, every record surveyed is a record or a reject, and the two ways of a record write the same files, byte
 * for byte. Runs for {@code -Drelata.fuzz.seconds}; a failure names its seed, which {@code -Drelata.fuzz.seed} repeats.
 */
class MutationTest {

    private static final List<String> TOKENS = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\n",
            "\r\n",
            " ",
            "null",
            "true",
            "\\u0000",
            "\\ud83d",
            "1e999",
            "-",
            "0",
            ".5",
            "E2643383279",
            "99999999999999999999",
            "\"a\":",
            "\u00e9",
            "\ufeff",
            "[[[[[[[[",
            "{\"a\":{\"a\":");

    private final Configuration configuration = ForklessLocalFileSystem.in(new Configuration());

    @TempDir
    Path folder;

    @Test
    void damagedFilesLoseNoRecordAndBreakNothing() throws IOException {
        long seconds = Long.getLong("relata.fuzz.seconds", 10);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long first = Long.getLong("relata.fuzz.seed", System.nanoTime());
        long seed = first;
        do {
            Path trial = Files.createDirectory(folder.resolve(String.valueOf(seed)));
            try {
                trial(seed, trial);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("With -Drelata.fuzz.seed=" + seed, e);
            }
            delete(trial);
            seed++;
        } while (System.nanoTime() < end && Long.getLong("relata.fuzz.seed") == null);
        System.out.println("Damaged " + (seed - first) + " inputs from seed " + first);
    }

    private void trial(long seed, Path trial) throws IOException {
        Random random = new Random(seed);
        JsonInput input = input(random, trial);
        List<JsonSplit> splits = input.splits(configuration, 200 + random.nextInt(8_000));
        boolean isSample = random.nextInt(3) == 0;
        Survey first = Survey.NONE;
        Survey survey = Survey.NONE;
        Survey whole = Survey.NONE;
        for (JsonSplit split : splits) {
            SurveyScanner scanner =
                    new SurveyScanner(split.number(), input.limits(), input.lenient(), SurveyOptions.DEFAULT);
            SplitReader.read(split, input, configuration, scanner);
            whole = whole.plus(scanner.survey());
            if (!isSample || random.nextBoolean()) {
                survey = survey.plus(scanner.survey());
            }
            if (random.nextBoolean()) {
                first = first.plus(scanner.survey());
            }
        }
        Conflicts conflicts = conflicts(random);
        StructType known = SourceSchema.NOTHING_KNOWN;
        KeptTables kept = KeptTables.NONE;
        SourceSchema schema;
        RelationalPlan plan;
        try {
            if (random.nextBoolean()) {
                known = SourceSchema.of(first, conflicts, SurveyOptions.DEFAULT).type();
                kept = kept(random, known, conflicts);
            }
            schema = isSample
                    ? SourceSchema.ofSample(survey, conflicts, SurveyOptions.DEFAULT, known, kept)
                    : SourceSchema.of(survey, conflicts, SurveyOptions.DEFAULT, known, kept);
            plan = plan(random, schema);
        } catch (RelataException refused) {
            return;
        }
        IdsBefore ids = plan.key().isPresent() || isSample
                ? IdsBefore.UNKNOWN
                : new IdsBefore(FirstIds.of(plan, survey, schema.policies(), kept, splits.size()));
        JsonRecords records = new JsonRecords(
                input, splits, schema.policies(), ids, isSample ? UnknownKeys.JUDGED : UnknownKeys.SKIPPED, kept);

        Counts scanned = shred(plan, records, trial.resolve("scanned"), walk -> walk);
        Counts judged = shred(plan, records, trial.resolve("judged"), JudgeOnly::new);

        assertThat(scanned).isEqualTo(judged);
        assertThat(scanned.records()).isEqualTo(whole.records() + whole.rejectedRecords());
        assertThat(files(trial.resolve("scanned"))).isEqualTo(files(trial.resolve("judged")));
    }

    private JsonInput input(Random random, Path trial) throws IOException {
        RandomJson json = new RandomJson(random.nextLong());
        StructType schema = json.schema();
        JsonInput input = JsonInput.of(List.of(trial.toString()))
                .withLimits(new JsonLimits(random.nextBoolean() ? 64 << 20 : 300, 12, 40, 1 + random.nextInt(400)));
        int layout = random.nextInt(4);
        for (int file = random.nextInt(3); file >= 0; file--) {
            List<String> records = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                records.add(json.record(schema, 10));
            }
            String text = switch (layout) {
                case 0 -> "{\"n\":1,\"r\":[" + String.join(",", records) + "]}";
                case 1 -> "[" + String.join(",\n", records) + "]";
                default -> String.join("\n", records);
            };
            byte[] bytes = damaged(random, text.getBytes(UTF_8));
            boolean compressed = random.nextInt(4) == 0;
            Path path = trial.resolve(file + (compressed ? ".json.gz" : ".json"));
            try (OutputStream out =
                    compressed ? new GZIPOutputStream(Files.newOutputStream(path)) : Files.newOutputStream(path)) {
                out.write(bytes);
            }
        }
        if (layout == 0) {
            return input.withRecords(RecordsPath.parse("$.r[*]"));
        }
        return layout == 3 ? input.withLayout(JsonLayout.LINES) : input;
    }

    private static byte[] damaged(Random random, byte[] whole) throws IOException {
        byte[] bytes = whole;
        for (int i = random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, at + random.nextInt(1 + random.nextInt(200)));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (random.nextInt(6)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 ->
                    out.writeBytes(TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
                case 2 -> out.writeBytes(java.util.Arrays.copyOfRange(bytes, at, to));
                case 3 -> {
                    at = to;
                }
                case 4 -> {
                    out.write(random.nextInt(256));
                    at = Math.min(bytes.length, at + 1);
                }
                default -> {
                    if (at < bytes.length) {
                        out.write(bytes[at] ^ (1 << random.nextInt(8)));
                        at++;
                    }
                }
            }
            out.write(bytes, at, bytes.length - at);
            bytes = out.toByteArray();
        }
        return bytes;
    }

    private static Conflicts conflicts(Random random) {
        List<ConflictPolicy.Named> named = List.of(ConflictPolicy.Named.values());
        ConflictPolicy.Named policy = named.get(random.nextInt(named.size()));
        boolean usual = random.nextBoolean() || policy == ConflictPolicy.Named.FAIL;
        return usual ? Conflicts.NONE : new Conflicts(Optional.of(policy), Map.of());
    }

    private static KeptTables kept(Random random, StructType known, Conflicts conflicts) {
        Map<Boolean, Set<String>> tables = RelationalPlan.of(known, RelationalizeOptions.root("t")).tables().stream()
                .map(PlannedTable::path)
                .collect(Collectors.partitioningBy(path -> random.nextBoolean(), Collectors.toSet()));
        return KeptTables.of(tables.get(true), tables.get(false), conflicts);
    }

    private static RelationalPlan plan(Random random, SourceSchema schema) {
        RelationalizeOptions options = RelationalizeOptions.root("t");
        if (random.nextInt(4) == 0) {
            options = options.withEmptyArrays(RelationalizeOptions.EmptyArrays.NULL);
        }
        try {
            return RelationalPlan.of(
                    schema.type(),
                    random.nextInt(4) == 0 ? options.withKey("name").withPropagate("bb") : options);
        } catch (RelataException noSuchField) {
            return RelationalPlan.of(schema.type(), options);
        }
    }

    /** Each file's bytes; one task, whose files have the same names either way. */
    private Counts shred(
            RelationalPlan plan, JsonRecords records, Path target, java.util.function.UnaryOperator<RecordScanner> way)
            throws IOException {
        List<OutputTable> outputs = new ArrayList<>();
        for (PlannedTable table : plan.tables()) {
            outputs.add(OutputTable.of(table, target + "/" + outputs.size(), SharedKeys.REFUSED));
        }
        outputs.add(OutputTable.of("r", RejectedRecord.SCHEMA, target + "/rejects", OutputTable.Presence.WITH_ROWS));
        outputs.add(OutputTable.of("k", DocumentKeys.SCHEMA, target + "/keys", OutputTable.Presence.WITH_ROWS));
        Counts counts = Counts.NONE;
        try (TaskTables tables = new TaskTables(outputs, new TaskSite("1", 0, 0, "3", configuration))) {
            for (JsonSplit split : records.splits()) {
                BytesWalk walk = new BytesWalk(
                        plan,
                        records,
                        split.number(),
                        new long[KeyColumns.of(plan).names().size()],
                        SharedKeys.REFUSED,
                        tables);
                SplitReader.read(split, records.input(), configuration, way.apply(walk));
                counts = counts.plus(walk.counts());
            }
            tables.commit();
        }
        return counts;
    }

    private static Map<String, String> files(Path target) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(target)) {
            try (Stream<Path> all = Files.walk(target)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(
                            target.relativize(file).toString(),
                            java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }

    private static void delete(Path trial) throws IOException {
        try (Stream<Path> all = Files.walk(trial)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Sends every record to the complete parser. */
    private record JudgeOnly(RecordScanner walk) implements RecordScanner {

        @Override
        public void framing(Framing framing) {
            walk.framing(framing);
        }

        @Override
        public int scan(byte[] bytes, int start, int limit) {
            return REFUSED;
        }

        @Override
        public void judge(byte[] bytes, int start, int end, RecordPlace place) throws IOException {
            walk.judge(bytes, start, end, place);
        }

        @Override
        public void reject(JsonReject reject) throws IOException {
            walk.reject(reject);
        }

        @Override
        public void release() throws IOException {
            walk.release();
        }
    }
}
