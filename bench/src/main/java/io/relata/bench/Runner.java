package io.relata.bench;

/** Lets a variant do its work once and measures it. */
interface Runner {

    /** @param trial its session has the number of cores to measure with */
    Measurement run(Variant variant, int round, Trial trial);
}
