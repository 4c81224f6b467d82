package io.relata.transforms.shred;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64 with a seed, chained as Spark's {@code xxhash64} chains its arguments: each hash is the next one's seed, the
 * first seed is 42. Ids made from document keys must never change, so this stands here rather than in a library whose
 * version the runtime picks. Algorithm: github.com/Cyan4973/xxHash, doc/xxhash_spec.md.
 */
final class XxHash64 {

    /** The seed of the first argument. */
    static final long SEED = 42;

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private XxHash64() {}

    static long hash(int value, long seed) {
        return finish(mixInt(seed + PRIME_5 + Integer.BYTES, value));
    }

    static long hash(long value, long seed) {
        return finish(mixLong(seed + PRIME_5 + Long.BYTES, value));
    }

    static long hash(byte[] bytes, long seed) {
        int position = 0;
        long hash;
        if (bytes.length >= 32) {
            long a = seed + PRIME_1 + PRIME_2;
            long b = seed + PRIME_2;
            long c = seed;
            long d = seed - PRIME_1;
            for (; position + 32 <= bytes.length; position += 32) {
                a = round(a, (long) LONGS.get(bytes, position));
                b = round(b, (long) LONGS.get(bytes, position + 8));
                c = round(c, (long) LONGS.get(bytes, position + 16));
                d = round(d, (long) LONGS.get(bytes, position + 24));
            }
            hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = merge(merge(merge(merge(hash, a), b), c), d);
        } else {
            hash = seed + PRIME_5;
        }
        hash += bytes.length;
        for (; position + 8 <= bytes.length; position += 8) {
            hash = mixLong(hash, (long) LONGS.get(bytes, position));
        }
        for (; position + 4 <= bytes.length; position += 4) {
            hash = mixInt(hash, (int) INTS.get(bytes, position));
        }
        for (; position < bytes.length; position++) {
            hash ^= (bytes[position] & 0xFF) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        return finish(hash);
    }

    private static long round(long lane, long value) {
        return Long.rotateLeft(lane + value * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long mixLong(long hash, long value) {
        return Long.rotateLeft(hash ^ round(0, value), 27) * PRIME_1 + PRIME_4;
    }

    private static long mixInt(long hash, int value) {
        return Long.rotateLeft(hash ^ (value & 0xFFFFFFFFL) * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }

    private static long finish(long hash) {
        long result = (hash ^ (hash >>> 33)) * PRIME_2;
        result = (result ^ (result >>> 29)) * PRIME_3;
        return result ^ (result >>> 32);
    }
}
