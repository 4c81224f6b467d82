package io.relata.jobs.schema;

import java.util.List;
import java.util.Locale;

/** How tables are told of. */
public enum SchemaFormat {
    /** An entity relationship diagram that Mermaid draws. */
    MERMAID,
    /** The language of dbdiagram.io and dbdocs.io. */
    DBML,
    /** A drawing of the tables and their joins. */
    SVG,
    /** Statements that make the tables in Redshift, which keeps them itself. */
    REDSHIFT,
    /** Statements that register the tables in the Glue Data Catalog, as Athena runs them. */
    GLUE,
    /** A page for people. */
    MARKDOWN,
    /** What a row of each table is, by draft 2020-12. */
    JSON_SCHEMA;

    /**
     * The tables in this format.
     *
     * @param tables of different names, each in front of those that join it
     * @throws io.relata.RelataException when the format has no such name or type
     */
    public String text(List<SchemaTable> tables) {
        return switch (this) {
            case MERMAID -> MermaidText.of(tables);
            case DBML -> DbmlText.of(tables);
            case SVG -> SvgText.of(tables);
            case REDSHIFT -> RedshiftText.of(tables);
            case GLUE -> GlueText.of(tables);
            case MARKDOWN -> MarkdownText.of(tables);
            case JSON_SCHEMA -> JsonSchemaText.of(tables);
        };
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
