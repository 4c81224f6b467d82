package io.relata.transforms.plan;

import io.relata.transforms.plan.PlannedColumn.Role;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of lower-case letters, digits and underscores, which need quotes in no engine. */
record SafeNaming(Prefixes prefixes) implements NamingPolicy {

    /** Whether the beginning that all columns of a child share stays in their names. */
    enum Prefixes {
        KEPT,
        DROPPED
    }

    /** @param spelled the name as it was, for the precedence of exact spellings */
    private record Segment(String safe, String spelled) {}

    @Override
    public NameClaim column(DraftTable table, DraftColumn column, String logical) {
        List<Segment> segments = new ArrayList<>();
        switch (column.role()) {
            case ID -> segments.add(new Segment(LogicalNames.ID, LogicalNames.ID));
            case INDEX -> segments.add(new Segment(LogicalNames.INDEX, LogicalNames.INDEX));
            default -> segments.addAll(ofPath(column.path(), dropped(table, column)));
        }
        if (column.role() == Role.SIZE) {
            segments.add(new Segment(LogicalNames.SIZE, LogicalNames.SIZE));
        }
        return claim(column.path(), segments, longest(), LogicalNames.rank(column));
    }

    private int dropped(DraftTable table, DraftColumn column) {
        return prefixes == Prefixes.DROPPED && column.role() != Role.PROPAGATED ? table.sharedSteps() : 0;
    }

    @Override
    public NameClaim table(String root, DraftTable table, String logical) {
        String safeRoot = safe(root, root);
        if (table.isRoot()) {
            return claim(table.path(), List.of(new Segment(safeRoot, root)), longest(table), NameClaim.Rank.SOURCE);
        }
        List<Segment> segments = new ArrayList<>();
        for (SourcePath path : table.path().prefixes()) {
            if (prefixes == Prefixes.KEPT || path.lastStep() != PathStep.Inside.ELEMENT) {
                segments.add(segment(path));
            }
        }
        // Every table begins with the root: it must not decide which child's spelling is exact.
        Segment first = segments.get(0);
        segments.set(0, new Segment(safeRoot + "_" + first.safe(), safeRoot + "_" + first.spelled()));
        return claim(table.path(), segments, longest(table), NameClaim.Rank.SOURCE);
    }

    @Override
    public int longest() {
        return 127;
    }

    private static NameClaim claim(SourcePath path, List<Segment> segments, int longest, NameClaim.Rank rank) {
        String safe = segments.stream().map(Segment::safe).collect(Collectors.joining("_"));
        String spelled = segments.stream().map(Segment::spelled).collect(Collectors.joining("."));
        return new NameClaim(path, spelled, safe, NameLength.fit(safe, longest, path), rank);
    }

    /**
     * The segments behind the dropped steps; when nothing is left, or only the name of a kind, with the last name on
     * the way before it.
     */
    private List<Segment> ofPath(SourcePath path, int dropped) {
        List<SourcePath> prefixes = path.prefixes();
        if (path.isVariant() && dropped == prefixes.size() - 1) {
            return List.of(lastName(prefixes.subList(0, dropped)), segment(path));
        }
        if (dropped < prefixes.size()) {
            return prefixes.subList(dropped, prefixes.size()).stream()
                    .map(this::segment)
                    .toList();
        }
        return List.of(lastName(prefixes));
    }

    private Segment lastName(List<SourcePath> prefixes) {
        int last = prefixes.size() - 1;
        while (prefixes.get(last).lastStep() == PathStep.Inside.ELEMENT) {
            last--;
        }
        return segment(prefixes.get(last));
    }

    private Segment segment(SourcePath path) {
        PathStep step = path.lastStep();
        if (prefixes == Prefixes.DROPPED && step == PathStep.Inside.ENTRY_KEY) {
            return new Segment("key", "key");
        }
        if (prefixes == Prefixes.DROPPED && step == PathStep.Inside.ENTRY_VALUE) {
            return new Segment("value", "value");
        }
        return new Segment(safe(step.logicalName(), path.jsonPath()), step.logicalName());
    }

    private static String safe(String name, String path) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder safe = new StringBuilder(lower.length());
        lower.codePoints().forEach(point -> safe.append(isSafe(point) ? (char) point : '_'));
        return isNameless(safe) ? "c_" + PathHash.of(path) : safe.toString();
    }

    private static boolean isSafe(int point) {
        return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9') || point == '_';
    }

    private static boolean isNameless(CharSequence name) {
        return name.chars().allMatch(character -> character == '_');
    }
}
