package io.relata;

import io.relata.testing.PublicApiContract;

/** What programs can name of the vocabulary. */
class SpineApiTest extends PublicApiContract {

    SpineApiTest() {
        super("src", TableName.class, "io.relata");
    }
}
