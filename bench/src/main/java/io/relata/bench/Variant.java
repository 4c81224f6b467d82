package io.relata.bench;

/** A way of doing the work that is measured. Stateless; each run is one call. */
interface Variant {

    /** The name it is asked for and reported by. */
    String name();

    Output output();

    /** Does the whole work once; what it takes is measured from the call to the return. */
    void run(Trial trial);
}
