package org.amurwatch.bench.quality.score;

/**
 * What bounds any policy in a run: an incursion without a sign in time can be paged by none.
 *
 * @param events all that were received
 * @param withSign incursions of which any sign was received, at whatever age
 * @param withFreshSign incursions of which a sign was received within its greatest age for paging
 * @param withTwoFreshSigns the same, two or more
 */
public record Bounds(long events, int incursions, int withSign, int withFreshSign, int withTwoFreshSigns) {

    /** Of several runs together. */
    public Bounds plus(Bounds other) {
        return new Bounds(
                events + other.events,
                incursions + other.incursions,
                withSign + other.withSign,
                withFreshSign + other.withFreshSign,
                withTwoFreshSigns + other.withTwoFreshSigns);
    }
}
