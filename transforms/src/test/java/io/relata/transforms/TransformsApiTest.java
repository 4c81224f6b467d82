package io.relata.transforms;

import io.relata.testing.PublicApiContract;

/** What programs can name of the transforms; how rows are shredded is left out. */
class TransformsApiTest extends PublicApiContract {

    TransformsApiTest() {
        super(
                "transforms",
                Relationalize.class,
                "io.relata.transforms",
                "io.relata.transforms.json",
                "io.relata.transforms.plan",
                "io.relata.transforms.restore",
                "io.relata.transforms.survey");
    }
}
