package io.relata.bench;

import static io.relata.bench.Words.chance;
import static io.relata.bench.Words.one;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.apache.spark.sql.types.StructType;

/** Orders with ten arrays, two of them three levels deep: eleven tables. */
final class Orders implements RecordShape {

    private static final StructType SCHEMA = StructType.fromDDL("order_id STRING, number BIGINT, status STRING, "
            + "channel STRING, currency STRING, placed_at STRING, updated_at STRING, total DOUBLE, discount DOUBLE, "
            + "gift BOOLEAN, note STRING, "
            + "customer STRUCT<customer_id: BIGINT, name: STRING, email: STRING, segment: STRING, "
            + "address: STRUCT<street: STRING, city: STRING, postcode: STRING, country: STRING, "
            + "geo: STRUCT<latitude: DOUBLE, longitude: DOUBLE>>, "
            + "loyalty: STRUCT<tier: STRING, points: BIGINT>>, "
            + "device STRUCT<kind: STRING, system: STRING, version: STRING, locale: STRING>, "
            + "items ARRAY<STRUCT<sku: STRING, title: STRING, quantity: BIGINT, price: DOUBLE, taxable: BOOLEAN, "
            + "size: STRUCT<width: BIGINT, height: BIGINT, depth: BIGINT>, "
            + "options: ARRAY<STRUCT<name: STRING, surcharge: DOUBLE, "
            + "choices: ARRAY<STRUCT<code: STRING, label: STRING, rank: BIGINT>>>>>>, "
            + "shipments ARRAY<STRUCT<shipment_id: STRING, carrier: STRING, cost: DOUBLE, "
            + "warehouse: STRUCT<id: BIGINT, country: STRING>, "
            + "packages: ARRAY<STRUCT<package_id: STRING, weight: DOUBLE, sealed: BOOLEAN, "
            + "events: ARRAY<STRUCT<at: STRING, place: STRING, code: BIGINT>>>>>>, "
            + "payments ARRAY<STRUCT<method: STRING, amount: DOUBLE, authorised_at: STRING, reference: STRING>>, "
            + "reviews ARRAY<STRUCT<author: STRING, rating: BIGINT, body: STRING>>, "
            + "tags ARRAY<STRING>, readings ARRAY<BIGINT>");
    private static final List<String> STATUSES = List.of("new", "paid", "packed", "shipped", "returned");
    private static final List<String> CHANNELS = List.of("web", "app", "store", "phone");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY", "BRL", "INR");
    private static final List<String> METHODS = List.of("card", "transfer", "voucher", "cash");
    private static final List<String> CARRIERS = List.of("DHL", "UPS", "PostNL", "Correios");
    private static final List<String> TAGS =
            List.of("fragile", "express", "b2b", "r\u00e9tro", "\u65b0\u54c1", "a/b-test", "say \"hi\"");

    @Override
    public String name() {
        return "deep";
    }

    @Override
    public String root() {
        return "orders";
    }

    @Override
    public String key() {
        return "order_id";
    }

    @Override
    public StructType schema() {
        return SCHEMA;
    }

    @Override
    public void write(long number, SplittableRandom random, NdjsonWriter out) {
        out.beginRecord();
        out.field("order_id").text("order-" + (1_000_000_000L + number));
        out.field("number").number(number);
        out.field("status").text(one(STATUSES, random));
        out.field("channel").text(one(CHANNELS, random));
        out.field("currency").text(one(CURRENCIES, random));
        out.field("placed_at");
        Words.timestamp(random, out);
        if (chance(70, random)) {
            out.field("updated_at");
            Words.timestamp(random, out);
        }
        out.field("total").decimal(random.nextInt(500_000), 2);
        out.field("discount");
        if (chance(60, random)) {
            out.nothing();
        } else {
            out.decimal(random.nextInt(-9_999, 0), 2);
        }
        if (chance(50, random)) {
            out.field("gift").bool(random.nextBoolean());
        }
        if (chance(40, random)) {
            out.field("note");
            Words.sentence(random, out);
        }
        customer(random, out);
        if (chance(80, random)) {
            device(random, out);
        }
        array("items", "orders_items", 4, random, out, Orders::item);
        array("shipments", "orders_shipments", 2, random, out, Orders::shipment);
        array("payments", "orders_payments", 2, random, out, Orders::payment);
        array("reviews", "orders_reviews", 1, random, out, Orders::review);
        array("tags", "orders_tags", 4, random, out, (chance, sink) -> sink.text(one(TAGS, chance)));
        array("readings", "orders_readings", 4, random, out, (chance, sink) -> sink.number(chance.nextInt(-500, 500)));
        out.endRecord();
    }

    /** One array in 20 is missing, one null, one empty; one element in 50 is null. */
    private static void array(
            String field,
            String table,
            int most,
            SplittableRandom random,
            NdjsonWriter out,
            BiConsumer<SplittableRandom, NdjsonWriter> element) {
        int kind = random.nextInt(100);
        if (kind < 5) {
            return;
        }
        out.field(field);
        if (kind < 10) {
            out.nothing();
            return;
        }
        out.beginArray(table);
        int elements = kind < 15 ? 0 : 1 + random.nextInt(most);
        for (int number = 0; number < elements; number++) {
            out.element();
            if (chance(2, random)) {
                out.nothing();
            } else {
                element.accept(random, out);
            }
        }
        out.endArray();
    }

    private static void customer(SplittableRandom random, NdjsonWriter out) {
        out.field("customer");
        out.beginObject();
        int customer = random.nextInt(200_000);
        out.field("customer_id").number(customer);
        out.field("name").text(Words.person(random));
        if (chance(85, random)) {
            out.field("email").text("customer" + customer + "@example.com");
        }
        out.field("segment").text(chance(30, random) ? "business" : "private");
        out.field("address");
        if (chance(5, random)) {
            out.nothing();
        } else {
            address(random, out);
        }
        if (chance(40, random)) {
            out.field("loyalty");
            out.beginObject();
            out.field("tier").text(chance(20, random) ? "gold" : "silver");
            out.field("points").number(random.nextInt(100_000));
            out.endObject();
        }
        out.endObject();
    }

    private static void address(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("street").text(one(Words.CITIES, random) + "straat " + (1 + random.nextInt(400)));
        out.field("city").text(one(Words.CITIES, random));
        out.field("postcode").text(Integer.toString(10_000 + random.nextInt(90_000)));
        out.field("country").text(one(Words.COUNTRIES, random));
        if (chance(60, random)) {
            out.field("geo");
            out.beginObject();
            out.field("latitude").decimal(random.nextInt(-90_000_000, 90_000_000), 6);
            out.field("longitude").decimal(random.nextInt(-180_000_000, 180_000_000), 6);
            out.endObject();
        }
        out.endObject();
    }

    private static void device(SplittableRandom random, NdjsonWriter out) {
        out.field("device");
        out.beginObject();
        out.field("kind").text(chance(60, random) ? "phone" : "desktop");
        out.field("system").text(chance(50, random) ? "Android" : "iOS");
        out.field("version").text((10 + random.nextInt(8)) + "." + random.nextInt(10));
        if (chance(50, random)) {
            out.field("locale").text(chance(50, random) ? "pt-BR" : "en-GB");
        }
        out.endObject();
    }

    private static void item(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("sku").text("SKU-" + random.nextInt(20_000));
        out.field("title");
        Words.sentence(random, out);
        out.field("quantity").number(1 + random.nextInt(9));
        out.field("price").decimal(random.nextInt(100_000), 2);
        if (chance(70, random)) {
            out.field("taxable").bool(chance(90, random));
        }
        if (chance(50, random)) {
            out.field("size");
            out.beginObject();
            out.field("width").number(random.nextInt(300));
            out.field("height").number(random.nextInt(300));
            out.field("depth").number(random.nextInt(300));
            out.endObject();
        }
        array("options", "orders_items.val.options", 2, random, out, Orders::option);
        out.endObject();
    }

    private static void option(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("name").text("option " + random.nextInt(12));
        out.field("surcharge").decimal(random.nextInt(2_000), 2);
        array("choices", "orders_items.val.options.val.choices", 2, random, out, Orders::choice);
        out.endObject();
    }

    private static void choice(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("code").text("C" + random.nextInt(1_000));
        if (chance(60, random)) {
            out.field("label").text(one(TAGS, random));
        }
        out.field("rank").number(random.nextInt(5));
        out.endObject();
    }

    private static void shipment(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("shipment_id").text(Long.toHexString(random.nextLong()));
        out.field("carrier").text(one(CARRIERS, random));
        out.field("cost").decimal(random.nextInt(5_000), 2);
        out.field("warehouse");
        out.beginObject();
        out.field("id").number(random.nextInt(40));
        out.field("country").text(one(Words.COUNTRIES, random));
        out.endObject();
        array("packages", "orders_shipments.val.packages", 2, random, out, Orders::parcel);
        out.endObject();
    }

    private static void parcel(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("package_id").text(Long.toHexString(random.nextLong()));
        out.field("weight").decimal(random.nextInt(30_000), 3);
        out.field("sealed").bool(chance(97, random));
        array("events", "orders_shipments.val.packages.val.events", 3, random, out, Orders::event);
        out.endObject();
    }

    private static void event(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("at");
        Words.timestamp(random, out);
        out.field("place").text(one(Words.CITIES, random));
        out.field("code").number(100 + random.nextInt(30));
        out.endObject();
    }

    private static void payment(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("method").text(one(METHODS, random));
        out.field("amount").decimal(random.nextInt(500_000), 2);
        out.field("authorised_at");
        Words.timestamp(random, out);
        if (chance(75, random)) {
            out.field("reference").text("ref-" + random.nextInt(1_000_000_000));
        }
        out.endObject();
    }

    private static void review(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("author").text(Words.person(random));
        out.field("rating").number(1 + random.nextInt(5));
        if (chance(80, random)) {
            out.field("body");
            Words.sentence(random, out);
        }
        out.endObject();
    }
}
