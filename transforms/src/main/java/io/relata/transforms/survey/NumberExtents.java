package io.relata.transforms.survey;

/**
 * What decides on the type that holds the numbers of a place.
 *
 * @param wholeDigits the most digits of an integer
 * @param fractionWholeDigits the most digits before the point of a number with a point or an exponent, once it is
 *     written without exponent
 * @param fractionDigits the most digits behind it
 * @param inexactLongs 64-bit integers beyond 2^53, of which not every one is a double
 * @param beyondDouble numbers larger than any double
 * @param nonFinite not-a-numbers and infinities
 */
public record NumberExtents(
        int wholeDigits,
        int fractionWholeDigits,
        int fractionDigits,
        long inexactLongs,
        long beyondDouble,
        long nonFinite) {

    static final NumberExtents NONE = new NumberExtents(0, 0, 0, 0, 0, 0);

    NumberExtents plus(NumberExtents other) {
        return new NumberExtents(
                Math.max(wholeDigits, other.wholeDigits),
                Math.max(fractionWholeDigits, other.fractionWholeDigits),
                Math.max(fractionDigits, other.fractionDigits),
                inexactLongs + other.inexactLongs,
                beyondDouble + other.beyondDouble,
                nonFinite + other.nonFinite);
    }
}
