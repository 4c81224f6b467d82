package io.relata.junit;

import io.relata.testing.PublicApiContract;

/** What tests of jobs can name. */
class JUnitApiTest extends PublicApiContract {

    JUnitApiTest() {
        super("junit", JobTests.class, "io.relata.junit");
    }
}
