package io.relata.catalog;

import java.time.Duration;

/** Lets a thread stand still. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
