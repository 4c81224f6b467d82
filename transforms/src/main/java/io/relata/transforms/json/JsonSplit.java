package io.relata.transforms.json;

import java.io.Serializable;
import java.util.List;

/**
 * What one task reads. The splits of an input in the order of their numbers, and the parts of each in their order, are
 * the input in its order.
 *
 * @param number from 0, without gaps
 * @param parts at least one
 */
public record JsonSplit(int number, List<FilePart> parts) implements Serializable {

    public JsonSplit {
        parts = List.copyOf(parts);
    }
}
