package org.amurwatch.producer.simulation.world;

/**
 * Random numbers of one agent for one purpose, derived from the seed: what another agent draws never shifts these. The
 * generator is SplitMix64 (Steele, Lea, Flood 2014), written out, and mathematics is {@link StrictMath}, so that a seed gives
 * the same numbers on every machine and every Java.
 */
public final class RandomStream {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private RandomStream(long state) {
        this.state = state;
    }

    /** The stream of a purpose, of an agent's number, of a day and so on. */
    public static RandomStream of(long seed, String purpose, long... parts) {
        long hash = mix(seed + GOLDEN);
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
        }
        for (long part : parts) {
            hash = mix((hash + GOLDEN) ^ mix(part + GOLDEN));
        }
        return new RandomStream(mix(hash));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** From 0 up to but without 1. */
    public double next() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    public double between(double low, double high) {
        return low + (high - low) * next();
    }

    /** From 0 up to but without the bound; 0 for a bound of 1 or less. */
    public int below(int bound) {
        return bound <= 1 ? 0 : (int) (next() * bound);
    }

    public boolean chance(double probability) {
        return next() < probability;
    }

    /** Standard normal. */
    public double gaussian() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - next())) * StrictMath.cos(2 * StrictMath.PI * next());
    }

    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - next());
    }

    /** Knuth's product for small means, the rounded normal for large. */
    public int poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > 60) {
            return (int) Math.max(0, StrictMath.rint(mean + StrictMath.sqrt(mean) * gaussian()));
        }
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = next(); product > limit; product *= next()) {
            count++;
        }
        return count;
    }

    /** Gamma of scale 1 (Marsaglia and Tsang 2000, with their boost for a shape below 1). */
    public double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - next(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (StrictMath.log(1 - next()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                    return d * v;
                }
            }
        }
    }

    /** An index drawn with the given cumulative weights; the last is their sum. */
    public int pick(double[] cumulative) {
        double at = next() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
