package io.relata.transforms.survey;

/**
 * How many values of each kind a place has.
 *
 * @param longs integers that 64 bits hold
 * @param bigIntegers integers that they do not hold
 * @param fractions numbers with a point or an exponent
 */
public record KindCounts(
        long nulls,
        long booleans,
        long longs,
        long bigIntegers,
        long fractions,
        long strings,
        long objects,
        long arrays) {

    static final KindCounts NONE = new KindCounts(0, 0, 0, 0, 0, 0, 0, 0);

    KindCounts plus(KindCounts other) {
        return new KindCounts(
                nulls + other.nulls,
                booleans + other.booleans,
                longs + other.longs,
                bigIntegers + other.bigIntegers,
                fractions + other.fractions,
                strings + other.strings,
                objects + other.objects,
                arrays + other.arrays);
    }

    long numbers() {
        return longs + bigIntegers + fractions;
    }

    /** Values that are neither null nor an array. */
    long singles() {
        return booleans + numbers() + strings + objects;
    }

    /** All values. */
    public long values() {
        return nulls + singles() + arrays;
    }

    KindCounts withoutArrays() {
        return new KindCounts(nulls, booleans, longs, bigIntegers, fractions, strings, objects, 0);
    }
}
