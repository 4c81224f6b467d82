package io.relata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The folders that Hive and Spark write a partition to: {@code column=value} for each partition column. */
public final class PartitionFolder {

    private PartitionFolder() {}

    /**
     * The values that a path such as {@code year=2024/month=1} names, in its order.
     *
     * @throws IllegalArgumentException when a step of it is no such folder
     */
    public static PartitionValues values(String path) {
        List<String> values = new ArrayList<>();
        for (String step : path.split("/", -1)) {
            int equals = step.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("\"" + step + "\" in " + path + " is no folder of a partition");
            }
            values.add(decoded(step.substring(equals + 1)));
        }
        return new PartitionValues(values);
    }

    /** Undoes Hive's escapes: {@code %} and two hex digits; a percent sign without them is itself. */
    public static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int from = 0;
        for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', percent + 1)) {
            if (percent + 2 < text.length()) {
                int high = Character.digit(text.charAt(percent + 1), 16);
                int low = Character.digit(text.charAt(percent + 2), 16);
                if (high >= 0 && low >= 0) {
                    bytes.writeBytes(text.substring(from, percent).getBytes(StandardCharsets.UTF_8));
                    bytes.write(high * 16 + low);
                    from = percent + 3;
                    percent += 2;
                }
            }
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
