package io.relata.bench;

import static io.relata.bench.Words.one;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.types.StructType;

/**
 * Records whose elements, 60 to 180, are spread evenly over the arrays, in order. The number of arrays changes nothing
 * else: the same chance gives the same values, only in more or fewer tables.
 *
 * @param tables the root and one for each array, which is never missing or empty
 */
record SpreadRecords(int tables) implements RecordShape {

    static final int FEWEST = 2;
    static final int MOST = 60;

    private static final int LEAST_ELEMENTS = 60;
    private static final int MOST_ELEMENTS = 180;
    private static final List<String> UNITS = List.of("kW", "bar", "rpm", "degrees", "percent", "mm/s");

    @Override
    public String name() {
        return "tables-" + tables;
    }

    @Override
    public String root() {
        return "machines";
    }

    @Override
    public String key() {
        return "machine_id";
    }

    @Override
    public StructType schema() {
        StringBuilder fields = new StringBuilder("machine_id STRING, city STRING, reported_at STRING, number BIGINT");
        for (int array = 1; array < tables; array++) {
            fields.append(", ")
                    .append(array(array))
                    .append(" ARRAY<STRUCT<at: STRING, unit: STRING, level: DOUBLE, code: BIGINT>>");
        }
        return StructType.fromDDL(fields.toString());
    }

    @Override
    public void write(long number, SplittableRandom random, NdjsonWriter out) {
        out.beginRecord();
        out.field("machine_id").text("machine-" + (1_000_000_000L + number));
        out.field("city").text(one(Words.CITIES, random));
        out.field("reported_at");
        Words.timestamp(random, out);
        out.field("number").number(number);
        int elements = random.nextInt(LEAST_ELEMENTS, MOST_ELEMENTS + 1);
        int written = 0;
        for (int array = 1; array < tables; array++) {
            out.field(array(array));
            out.beginArray(root() + "_" + array(array));
            for (; written < elements * array / (tables - 1); written++) {
                out.element();
                element(random, out);
            }
            out.endArray();
        }
        out.endRecord();
    }

    private static void element(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("at");
        Words.timestamp(random, out);
        out.field("unit").text(one(UNITS, random));
        out.field("level").decimal(random.nextInt(100_000), 2);
        out.field("code").number(random.nextInt(1_000));
        out.endObject();
    }

    private static String array(int number) {
        return "a%02d".formatted(number);
    }
}
