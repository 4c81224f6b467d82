package io.relata.transforms.survey;

import java.io.ByteArrayOutputStream;

/** Numbers from zero up in as few bytes as they take, seven bits in each. */
final class Varints {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Varints() {}

    static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while ((rest & -MORE) != 0) {
            bytes.write((int) (rest | MORE));
            rest >>>= BITS;
        }
        bytes.write((int) rest);
    }

    static void write(ByteArrayOutputStream bytes, byte[] block) {
        write(bytes, block.length);
        bytes.writeBytes(block);
    }

    /** Reads what {@link #write} wrote, in the same order. */
    static final class Reader {

        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasNext() {
            return at < bytes.length;
        }

        long next() {
            long number = 0;
            for (int shift = 0; ; shift += BITS) {
                byte next = bytes[at++];
                number |= (long) (next & (MORE - 1)) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }

        byte[] block() {
            byte[] block = new byte[(int) next()];
            System.arraycopy(bytes, at, block, 0, block.length);
            at += block.length;
            return block;
        }
    }
}
