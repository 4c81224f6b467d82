package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The members of an object by key. Learns the order in which keys come, since the next key can then be guessed and only
 * has to be compared.
 *
 * <p>Invariant: {@code first} and each member's {@code next} form a chain, ended by {@link #NONE}, of the members met so
 * far, each once, in an order in which they were met. {@code slots} is a hash table of a size that is a power of two,
 * at most half full.
 */
final class MemberTable {

    /** Stands for no member. */
    static final Member NONE = new Member(new byte[0], Optional.empty());

    private static final int GUESSES = 4;

    private final Map<String, Place> places;
    private final Member[] slots;
    private Member first = NONE;
    private long objects;

    /** A key and what becomes of its value. Its last occurrence is kept by the number of the object it was in. */
    static final class Member {

        private final byte[] quoted;
        private final int words;
        private final long lastWord;
        private final long lastMask;
        private final Optional<Place> place;
        private Member next;
        private boolean inChain;
        private long seenIn;

        private Member(byte[] name, Optional<Place> place) {
            quoted = Arrays.copyOf(name, name.length + 1 + Long.BYTES);
            quoted[name.length] = '"';
            words = (name.length + 1) / Long.BYTES;
            int rest = (name.length + 1) % Long.BYTES;
            lastMask = rest == 0 ? 0 : -1L >>> (Long.SIZE - rest * Byte.SIZE);
            lastWord = Utf8Text.word(quoted, words * Long.BYTES) & lastMask;
            this.place = place;
            this.next = this;
        }

        /** Whether this key, with its closing quote, stands here. */
        boolean standsAt(byte[] bytes, int at) {
            if (at + quoted.length > bytes.length) {
                return false;
            }
            int from = at;
            for (int i = 0; i < words; i++) {
                if (Utf8Text.word(bytes, from) != Utf8Text.word(quoted, from - at)) {
                    return false;
                }
                from += Long.BYTES;
            }
            return (Utf8Text.word(bytes, from) & lastMask) == lastWord;
        }

        /** The length of the key with its closing quote. */
        int quotedLength() {
            return quoted.length - Long.BYTES;
        }

        Place place() {
            return place.orElseThrow();
        }

        /** Notes that the key is in this object; false when it was already. */
        boolean firstIn(long object) {
            boolean isFirst = seenIn != object;
            seenIn = object;
            return isFirst;
        }
    }

    /** @param places what becomes of each member, by key */
    MemberTable(Map<String, Place> places) {
        this.places = new LinkedHashMap<>(places);
        this.slots = new Member[Integer.highestOneBit(Math.max(1, places.size())) * 4];
        Arrays.fill(slots, NONE);
        Map<String, Member> members = new HashMap<>();
        places.forEach((key, place) -> members.put(key, new Member(key.getBytes(UTF_8), Optional.of(place))));
        members.forEach((key, member) -> {
            int slot = hash(member.quoted, 0, member.quotedLength() - 1) & (slots.length - 1);
            while (slots[slot] != NONE) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = member;
            member.next = NONE;
        });
    }

    /** Numbers an object, so that a key that comes twice in it is noticed. */
    long nextObject() {
        return ++objects;
    }

    Stream<Place> places() {
        return places.values().stream();
    }

    void forEach(BiConsumer<String, Place> action) {
        places.forEach(action);
    }

    Optional<Place> place(String key) {
        return Optional.ofNullable(places.get(key));
    }

    /** The member guessed after {@code previous}, which is {@link #NONE} at the object's start. */
    Member guess(Member previous, byte[] bytes, int at) {
        Member guess = previous == NONE ? first : previous.next;
        for (int i = 0; i < GUESSES; i++) {
            if (guess == NONE || guess.standsAt(bytes, at)) {
                return guess;
            }
            guess = guess.next;
        }
        return NONE;
    }

    /** The member of the key from {@code at} up to {@code end}; {@link #NONE} for a key that nobody knows. */
    Member find(Member previous, byte[] bytes, int at, int end) {
        int slot = hash(bytes, at, end) & (slots.length - 1);
        while (slots[slot] != NONE) {
            Member member = slots[slot];
            if (member.quotedLength() == end - at + 1 && member.standsAt(bytes, at)) {
                learn(previous, member);
                return member;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return NONE;
    }

    private void learn(Member previous, Member member) {
        if (member.inChain) {
            return;
        }
        member.inChain = true;
        if (previous == NONE) {
            member.next = first;
            first = member;
        } else {
            member.next = previous.next;
            previous.next = member;
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }
}
