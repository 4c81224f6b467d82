package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Takes the events of one run, in the order in which they happened. */
interface Receiver {

    /** Where events go, for messages. */
    String place();

    /** @throws IOException when the event was not taken, or nobody said so; its message holds no secret */
    void take(ObjectNode event) throws IOException;
}
