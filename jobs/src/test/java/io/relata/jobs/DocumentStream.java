package io.relata.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A random stream of documents, in the order in which they arrive: new, changed, removed, sent twice, late, and several
 * that say they are of one moment. It is cut at random into runs.
 *
 * <p>{@code -Drelata.streams=n} tries n of them; each says its seed, which {@code -Drelata.seed} tries again.
 */
record DocumentStream(List<Event> events, List<List<Event>> batches) {

    /** Of documents of {@link Event}, with a root o, for the modes that know documents by key. */
    static final String JOB = """
            job: orders
            sources:
              orders:
                path: PATH
                schema: "k bigint, at bigint, op string, n string, items array<struct<s:string,tags:array<string>>>"
            relationalize: {source: orders, root: o, key: [k], order-by: [at], delete-when: "op = 'D'"}
            target: {path: "OUT", mode: MODE, format: delta}
            catalog: {database: db, path: CATALOG}
            """;

    private static final int KEYS = 7;
    private static final int EVENTS = 40;
    private static final int RUNS = 5;

    record Item(String s, List<String> tags) {

        private String json() {
            return "{\"s\":\"" + s + "\",\"tags\":"
                    + tags.stream().map(tag -> "\"" + tag + "\"").toList() + "}";
        }
    }

    /** @param items empty where the document has null there */
    record Event(long key, long at, String op, String n, Optional<List<Item>> items) {

        boolean isRemoval() {
            return op.equals("D");
        }

        String document() {
            String list = items.map(all -> all.stream().map(Item::json).collect(Collectors.joining(",", "[", "]")))
                    .orElse("null");
            return "{\"k\":" + key + ",\"at\":" + at + ",\"op\":\"" + op + "\",\"n\":\"" + n + "\",\"items\":" + list
                    + "}";
        }
    }

    static LongStream seeds() {
        Long given = Long.getLong("relata.seed");
        return given != null ? LongStream.of(given) : new Random().longs(Integer.getInteger("relata.streams", 1));
    }

    static DocumentStream of(Random random) {
        List<Event> events = events(random);
        return new DocumentStream(events, cut(events, random));
    }

    /**
     * Runs a job over each part, some of them first on a disk that fails.
     *
     * @return how many runs failed
     */
    int run(Program program, FaultyDisk.Mount disk, Random random, String mode) throws IOException {
        int failed = 0;
        for (List<Event> batch : batches) {
            program.write("in/part.json", documents(batch));
            program.write("job.yaml", job("in", "faulty:" + disk.folder(), "catalog", mode));
            if (random.nextInt(3) == 0) {
                disk.fail(List.of("create", "close", "rename").get(random.nextInt(3)), 8);
                failed += program.execute("run", "job.yaml", "--quiet").exitCode() == 0 ? 0 : 1;
                disk.heal();
            }
            program.execute("run", "job.yaml", "--quiet").succeeded();
        }
        return failed;
    }

    /** Runs the job over other documents, as if there had been no run before. */
    static void runOnce(Program program, Collection<Event> documents, String mode) {
        program.write("once/part.json", documents(documents));
        program.write("once.yaml", job("once", "other", "others", mode));
        program.execute("run", "once.yaml", "--quiet").succeeded();
    }

    private static String job(String in, String out, String catalog, String mode) {
        return JOB.replace("PATH", in)
                .replace("OUT", out)
                .replace("CATALOG", catalog)
                .replace("MODE", mode);
    }

    /** Each state of a document once at least, some too late and some twice. */
    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(event(random.nextInt(KEYS), Math.max(0, i - random.nextInt(5)), random));
        }
        for (int i = 0; i < EVENTS / 4; i++) {
            Event moved = events.remove(random.nextInt(events.size()));
            events.add(random.nextInt(events.size() + 1), moved);
            events.add(random.nextInt(events.size() + 1), events.get(random.nextInt(events.size())));
        }
        return events;
    }

    private static Event event(long key, long at, Random random) {
        List<Item> items = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Item(at + "-" + i, tags(random)))
                .toList();
        return new Event(
                key,
                at,
                random.nextInt(4) == 0 ? "D" : "U",
                String.valueOf(random.nextInt(100)),
                random.nextInt(6) == 0 ? Optional.empty() : Optional.of(items));
    }

    private static List<String> tags(Random random) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> "t" + random.nextInt(9))
                .toList();
    }

    /** Into runs of one event at least. */
    private static List<List<Event>> cut(List<Event> events, Random random) {
        int[] cuts = IntStream.concat(IntStream.of(0, events.size()), random.ints(RUNS - 1, 1, events.size()))
                .distinct()
                .sorted()
                .toArray();
        return IntStream.range(1, cuts.length)
                .mapToObj(i -> events.subList(cuts[i - 1], cuts[i]))
                .toList();
    }

    private static String[] documents(Collection<Event> events) {
        return events.stream().map(Event::document).toArray(String[]::new);
    }
}
