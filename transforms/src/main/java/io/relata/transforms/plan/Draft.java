package io.relata.transforms.plan;

import java.util.List;

/**
 * Every table and column that a schema can become, before names are given and columns chosen.
 *
 * @param tables the root first, then depth-first
 */
record Draft(List<DraftTable> tables, Shape.Struct record, List<String> notes) {

    DraftTable root() {
        return tables.get(0);
    }
}
