package io.relata.bench;

import java.util.List;
import java.util.Optional;

/** Every variant there is. */
final class Variants {

    /** A new one is added here. */
    static final List<Variant> ALL = List.of(
            new Floor(),
            new RelataRows(),
            new RelataBytes(),
            new RelataSurvey(),
            new RelataSurveyBytes(),
            new ByHand(),
            new SparkInfer(),
            new InferByHand(),
            new DuckDbTemp(),
            new DuckDbAuto());

    private Variants() {}

    static Optional<Variant> named(String name) {
        return ALL.stream().filter(variant -> variant.name().equals(name)).findFirst();
    }
}
