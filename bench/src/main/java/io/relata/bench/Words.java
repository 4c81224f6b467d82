package io.relata.bench;

import java.util.List;
import java.util.SplittableRandom;

/** Picks values as they come in real records: few or many different ones, some rare. */
final class Words {

    static final List<String> CITIES = List.of(
            "Amsterdam",
            "Bogot\u00e1",
            "Chennai",
            "Dakar",
            "Edinburgh",
            "Fukuoka",
            "G\u00f6teborg",
            "Houston",
            "Istanbul",
            "Jakarta",
            "K\u00f8benhavn",
            "Lagos",
            "Montr\u00e9al",
            "Nairobi",
            "Osaka",
            "Porto",
            "Quito",
            "Rio de Janeiro",
            "S\u00e3o Paulo",
            "Toronto",
            "Utrecht",
            "Valpara\u00edso",
            "Warszawa",
            "Z\u00fcrich");
    static final List<String> COUNTRIES =
            List.of("BR", "CA", "CH", "CL", "CO", "DK", "EC", "GB", "ID", "IN", "JP", "KE", "NG", "NL", "PL", "US");

    private static final List<String> FIRST_NAMES = List.of(
            "Aisha",
            "Bj\u00f6rn",
            "Chlo\u00e9",
            "Dmitri",
            "Eun-ji",
            "Fatima",
            "Grace",
            "Hiroshi",
            "Ines",
            "Jos\u00e9",
            "Kwame",
            "Lucia",
            "Mei",
            "Noah",
            "Olga",
            "Priya");
    private static final List<String> LAST_NAMES = List.of(
            "Almeida",
            "Becker",
            "Chen",
            "Dubois",
            "Eriksson",
            "Ferrari",
            "Garc\u00eda",
            "Haddad",
            "Ivanova",
            "Jensen",
            "Kim",
            "Larsson",
            "M\u00fcller",
            "Nakamura",
            "O'Brien",
            "Patel",
            "Quispe",
            "Rossi",
            "Silva",
            "Tanaka");
    private static final List<String> SENTENCES = List.of(
            "Please leave it at the door",
            "Arrived two days late, the box was open",
            "She said \"never again\" and closed the account",
            "C:\\orders\\2024\\returns",
            "first line\nsecond line\twith a tab",
            "\u4f60\u597d\uff0c\u4e16\u754c",
            "tr\u00e8s bien, merci \u2013 \u00e0 bient\u00f4t",
            "\ud83d\ude80 to the moon \ud83c\udf19",
            "",
            "50% off / two for one");

    private Words() {}

    static String one(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    static String person(SplittableRandom random) {
        return one(FIRST_NAMES, random) + " " + one(LAST_NAMES, random);
    }

    static boolean chance(int percent, SplittableRandom random) {
        return random.nextInt(100) < percent;
    }

    static void timestamp(SplittableRandom random, NdjsonWriter out) {
        out.timestamp(
                2020 + random.nextInt(6), 1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24 * 60 * 60));
    }

    /** A sentence and a number, now as UTF-8, now escaped. */
    static void sentence(SplittableRandom random, NdjsonWriter out) {
        String sentence = one(SENTENCES, random);
        String text = sentence.isEmpty() ? sentence : sentence + " " + random.nextInt(50_000);
        if (chance(30, random)) {
            out.escapedText(text);
        } else {
            out.text(text);
        }
    }
}
