package io.relata.jobs.source;

import io.relata.transforms.json.RejectReason;

/** What is wrong with a record. */
public record Defect(RejectReason reason, String detail) {}
