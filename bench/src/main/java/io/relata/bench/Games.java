package io.relata.bench;

import static io.relata.bench.Words.chance;
import static io.relata.bench.Words.one;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.types.StructType;

/** Players and the games they play: one array, two tables. */
final class Games implements RecordShape {

    private static final StructType SCHEMA = StructType.fromDDL("player_id STRING, name STRING, "
            + "location STRUCT<city: STRING, country: STRING, zip: STRING>, created_at STRING, last_login STRING, "
            + "game_details ARRAY<STRUCT<game_name: STRING, high_score: BIGINT, purchased_item: STRING, "
            + "purchases: DOUBLE>>");
    private static final List<String> TITLES = List.of(
            "Pixel Quest",
            "Shadow Realm",
            "Turbo Racer",
            "Galaxy Raiders",
            "Dungeon of Doom",
            "Farm Days",
            "Chess Masters",
            "Zombie Alley",
            "Ocean Depths",
            "Sky Pirates",
            "Puzzle Garden",
            "Robot Uprising");
    private static final List<String> ITEMS = List.of(
            "Gold Sword",
            "Health Potion",
            "Extra Life",
            "Nitro Boost",
            "Dragon Egg",
            "Magic Wand",
            "Shield",
            "Treasure Map",
            "Season Pass",
            "Rare Skin");

    @Override
    public String name() {
        return "games";
    }

    @Override
    public String root() {
        return "players";
    }

    @Override
    public String key() {
        return "player_id";
    }

    @Override
    public StructType schema() {
        return SCHEMA;
    }

    @Override
    public void write(long number, SplittableRandom random, NdjsonWriter out) {
        out.beginRecord();
        out.field("player_id").text("player-" + (1_000_000_000L + number));
        out.field("name").text(Words.person(random));
        location(random, out);
        out.field("created_at");
        Words.timestamp(random, out);
        if (chance(95, random)) {
            out.field("last_login");
            Words.timestamp(random, out);
        }
        details(random, out);
        out.endRecord();
    }

    private static void location(SplittableRandom random, NdjsonWriter out) {
        out.field("location");
        if (chance(2, random)) {
            out.nothing();
            return;
        }
        out.beginObject();
        out.field("city").text(one(Words.CITIES, random));
        out.field("country").text(one(Words.COUNTRIES, random));
        if (chance(90, random)) {
            out.field("zip").text(Integer.toString(10_000 + random.nextInt(90_000)));
        }
        out.endObject();
    }

    private static void details(SplittableRandom random, NdjsonWriter out) {
        int kind = random.nextInt(100);
        if (kind < 3) {
            return;
        }
        out.field("game_details");
        if (kind < 5) {
            out.nothing();
            return;
        }
        out.beginArray("players_game_details");
        int games = kind < 10 ? 0 : 1 + random.nextInt(8);
        for (int game = 0; game < games; game++) {
            out.element();
            detail(random, out);
        }
        out.endArray();
    }

    private static void detail(SplittableRandom random, NdjsonWriter out) {
        out.beginObject();
        out.field("game_name").text(one(TITLES, random));
        out.field("high_score").number(random.nextInt(1_000_000));
        int bought = random.nextInt(100);
        if (bought < 80) {
            out.field("purchased_item").text(one(ITEMS, random));
            out.field("purchases").decimal(random.nextInt(20_000), 2);
        } else if (bought < 90) {
            out.field("purchased_item").nothing();
            out.field("purchases").decimal(0, 2);
        }
        out.endObject();
    }
}
