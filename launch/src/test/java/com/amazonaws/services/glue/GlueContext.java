package com.amazonaws.services.glue;

import org.apache.spark.SparkContext;

/** Stands for Glue's, which is on Glue alone: what a program sees of it. */
public class GlueContext {

    private final SparkContext context;

    public GlueContext(SparkContext context) {
        this.context = context;
    }

    public SparkContext sparkContext() {
        return context;
    }
}
