package io.relata.transforms.plan;

/** Names as AWS Glue gives them: the logical ones, whatever characters they hold. */
record GlueNaming() implements NamingPolicy {

    @Override
    public NameClaim column(DraftTable table, DraftColumn column, String logical) {
        return claim(column.path(), logical, longest(), LogicalNames.rank(column));
    }

    @Override
    public NameClaim table(String root, DraftTable table, String logical) {
        return claim(table.path(), logical, longest(table), NameClaim.Rank.SOURCE);
    }

    private static NameClaim claim(SourcePath path, String logical, int longest, NameClaim.Rank rank) {
        return new NameClaim(path, logical, logical, NameLength.fit(logical, longest, path), rank);
    }

    @Override
    public int longest() {
        return 255;
    }
}
