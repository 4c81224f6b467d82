package io.relata.transforms.survey;

import java.util.Arrays;

/**
 * The counts of one place while records are read: of the kinds of its values, and the places below it. The fields are
 * open to the two that count, {@link TallyWalk} and {@link TallyMerge}, since a call per value would cost too much.
 *
 * <p>Invariant: {@code slots} is a hash table by key of all members, of a size that is a power of two and at most half
 * full. {@code first} and each member's {@code next} form a chain of the same members, ended by {@link #NONE}, in an
 * order in which they were met: the next key of an object is guessed from it.
 */
final class PlaceTally {

    /** Stands for no place. */
    static final PlaceTally NONE = new PlaceTally(new byte[0], false);

    private static final int FIRST_SLOTS = 8;
    private static final PlaceTally[] NO_SLOTS = {};

    // Values by kind.
    long nulls;
    long booleans;
    long longs;
    long bigIntegers;
    long fractions;
    long strings;
    long objects;
    long arrays;

    // What else decides on types and ids.
    long emptyArrays;
    long blankObjects;
    long inexactLongs;
    long beyondDouble;
    long nonFinite;
    long plainTexts;
    long otherMembers;
    int longestText;
    int wholeDigits;
    int fractionWholeDigits;
    int fractionDigits;
    FirstRecords firsts = FirstRecords.NONE;

    // The place as a member of the one above.
    final byte[] key;
    final int quotedLength;
    private final byte[] quoted;
    private final long firstWord;
    private final long firstMask;
    PlaceTally next;
    long seenIn;
    boolean isRemoved;
    boolean losesMembers;

    // The places below.
    PlaceTally first;
    PlaceTally element;
    private PlaceTally[] slots = NO_SLOTS;
    private int members;

    private PlaceTally(byte[] key, boolean canBeGuessed) {
        this.key = key;
        this.quotedLength = key.length + 1;
        this.quoted = Arrays.copyOf(key, key.length + 1 + Long.BYTES);
        quoted[key.length] = '"';
        // No word has a bit outside of an empty mask.
        int bits = Math.min(quotedLength, Long.BYTES) * Byte.SIZE;
        this.firstMask = canBeGuessed ? -1L >>> (Long.SIZE - bits) : 0;
        this.firstWord = canBeGuessed ? TextBytes.word(quoted, 0) & firstMask : 1;
        this.next = this;
        this.first = this;
        this.element = this;
    }

    /** A place that is no member of an object. */
    static PlaceTally root() {
        return unlinked(new PlaceTally(new byte[0], false));
    }

    // A key with a quote in it would look the same as another key that ends there.
    private static PlaceTally member(byte[] key) {
        boolean canBeGuessed = true;
        for (byte character : key) {
            canBeGuessed &= character != '"' && character != '\\' && (character < 0 || character >= ' ');
        }
        return unlinked(new PlaceTally(key, canBeGuessed));
    }

    private static PlaceTally unlinked(PlaceTally place) {
        place.next = NONE;
        place.first = NONE;
        place.element = NONE;
        return place;
    }

    /** Whether this key stands here, with the quote that ends it; of {@link #NONE} never. */
    boolean standsAt(byte[] bytes, int at, int limit) {
        return (TextBytes.word(bytes, at) & firstMask) == firstWord
                && (quotedLength <= Long.BYTES || restStandsAt(bytes, at, limit));
    }

    private boolean restStandsAt(byte[] bytes, int at, int limit) {
        int last = quotedLength - Long.BYTES;
        if (at + quotedLength > limit) {
            return false;
        }
        for (int i = Long.BYTES; i < last; i += Long.BYTES) {
            if (TextBytes.word(bytes, at + i) != TextBytes.word(quoted, i)) {
                return false;
            }
        }
        return TextBytes.word(bytes, at + last) == TextBytes.word(quoted, last);
    }

    long numbers() {
        return longs + bigIntegers + fractions;
    }

    /** How many members are known. */
    int members() {
        return members;
    }

    /** The member of this key; {@link #NONE} when it is not known. */
    PlaceTally find(byte[] bytes, int from, int to, long seed) {
        if (members == 0) {
            return NONE;
        }
        int slot = slot(bytes, from, to, seed);
        return slots[slot];
    }

    /** Adds the member of this key, which must not be known, behind one in the chain or {@link #NONE}. */
    @SuppressWarnings("ReferenceEquality") // places have identity
    PlaceTally add(PlaceTally previous, byte[] bytes, int from, int to, long seed) {
        if (members * 2 >= slots.length) {
            rehash(Math.max(FIRST_SLOTS, slots.length * 2), seed);
        }
        PlaceTally member = member(Arrays.copyOfRange(bytes, from, to));
        slots[slot(bytes, from, to, seed)] = member;
        members++;
        if (previous == NONE) {
            member.next = first;
            first = member;
        } else {
            member.next = previous.next;
            previous.next = member;
        }
        return member;
    }

    /** Takes out the members that were marked as removed. */
    @SuppressWarnings("ReferenceEquality")
    void dropRemoved(long seed) {
        PlaceTally kept = NONE;
        PlaceTally each = first;
        first = NONE;
        members = 0;
        losesMembers = false;
        while (each != NONE) {
            PlaceTally following = each.next;
            if (!each.isRemoved) {
                if (kept == NONE) {
                    first = each;
                } else {
                    kept.next = each;
                }
                each.next = NONE;
                kept = each;
                members++;
            }
            each = following;
        }
        rehash(slots.length, seed);
    }

    @SuppressWarnings("ReferenceEquality")
    private void rehash(int size, long seed) {
        slots = new PlaceTally[size];
        Arrays.fill(slots, NONE);
        for (PlaceTally each = first; each != NONE; each = each.next) {
            slots[slot(each.key, 0, each.key.length, seed)] = each;
        }
    }

    /** The slot of the key, or the empty one where it would be. */
    @SuppressWarnings("ReferenceEquality")
    private int slot(byte[] bytes, int from, int to, long seed) {
        int slot = TextBytes.hash(bytes, from, to, seed) & (slots.length - 1);
        while (slots[slot] != NONE && !slots[slot].hasKey(bytes, from, to)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean hasKey(byte[] bytes, int from, int to) {
        return Arrays.equals(key, 0, key.length, bytes, from, to);
    }
}
