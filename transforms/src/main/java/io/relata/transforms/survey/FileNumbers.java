package io.relata.transforms.survey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files in a survey as it travels: a number for each, which the name follows where the file comes first. */
final class FileNumbers {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    void write(String file, ByteArrayOutputStream bytes) {
        int next = numbers.size();
        int number = numbers.computeIfAbsent(file, added -> next);
        Varints.write(bytes, number);
        if (number == next) {
            Varints.write(bytes, file.getBytes(UTF_8));
        }
    }

    String read(Varints.Reader reader) {
        int number = (int) reader.next();
        if (number == names.size()) {
            names.add(new String(reader.block(), UTF_8));
        }
        return names.get(number);
    }
}
