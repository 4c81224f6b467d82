package io.relata.jobs.verify;

import io.relata.transforms.json.InputFile;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;

/** A file's characters: decompressed as its name says, decoded as its first bytes say. */
record FileText(String path, Configuration configuration) {

    static final int LINES_LOOKED_AT = 10;

    private static final int HEAD = 4;
    private static final int MARK = 0xFEFF;

    BufferedReader open() throws IOException {
        InputStream bytes = new BufferedInputStream(InputFile.open(path, 0, configuration));
        bytes.mark(HEAD);
        byte[] head = bytes.readNBytes(HEAD);
        bytes.reset();
        BufferedReader text = new BufferedReader(new InputStreamReader(bytes, charset(head)));
        text.mark(1);
        if (text.read() != MARK) {
            text.reset();
        }
        return text;
    }

    /** JSON begins with two characters of ASCII, or a mark. */
    private static Charset charset(byte[] head) {
        if (head.length >= HEAD && head[0] == 0 && head[1] == 0) {
            return Charset.forName("UTF-32BE");
        }
        if (head.length >= HEAD && head[2] == 0 && head[3] == 0 && head[0] != 0) {
            return Charset.forName("UTF-32LE");
        }
        if (head.length >= 2 && (head[0] == 0 || (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF))) {
            return StandardCharsets.UTF_16BE;
        }
        boolean isSwapped = head.length >= 2 && (head[1] == 0 || (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE));
        return isSwapped ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }
}
