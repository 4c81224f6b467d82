package io.relata.transforms.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where a value is in a record. Shares its beginning with the paths it was made from; compared by identity. */
final class SourcePath {

    /** The record itself. */
    static final SourcePath RECORD = new SourcePath(Optional.empty(), Optional.empty(), 0);

    private final Optional<SourcePath> parent;
    private final Optional<PathStep> last;
    private final int length;

    private SourcePath(Optional<SourcePath> parent, Optional<PathStep> last, int length) {
        this.parent = parent;
        this.last = last;
        this.length = length;
    }

    SourcePath then(PathStep step) {
        return new SourcePath(Optional.of(this), Optional.of(step), length + 1);
    }

    SourcePath field(String name) {
        return then(new PathStep.Field(name));
    }

    SourcePath element() {
        return then(PathStep.Inside.ELEMENT);
    }

    SourcePath entryKey() {
        return then(PathStep.Inside.ENTRY_KEY);
    }

    SourcePath entryValue() {
        return then(PathStep.Inside.ENTRY_VALUE);
    }

    /** The number of steps. */
    int length() {
        return length;
    }

    /** This path and those it was made from but the record, outermost first: one for each step. */
    List<SourcePath> prefixes() {
        List<SourcePath> prefixes = new ArrayList<>(length);
        for (SourcePath path = this; path.parent.isPresent(); path = path.parent.get()) {
            prefixes.add(path);
        }
        Collections.reverse(prefixes);
        return prefixes;
    }

    List<PathStep> steps() {
        return prefixes().stream().map(SourcePath::lastStep).toList();
    }

    /** Whether this is a value of one kind among several that has a column of its own for that. */
    boolean isVariant() {
        return last.filter(PathStep.Variant.class::isInstance).isPresent();
    }

    /** The last step; the record has none. */
    PathStep lastStep() {
        return last.orElseThrow();
    }

    /** The name AWS Glue gives the value, for example {@code a.val.b}. */
    String logicalName() {
        StringBuilder name = new StringBuilder();
        for (PathStep step : steps()) {
            name.append(name.isEmpty() ? "" : step.separator()).append(step.logicalName());
        }
        return name.toString();
    }

    /** For example {@code $.a[].b}; {@code {}}, {@code {key}} and {@code {value}} stand for a map's entries. */
    String jsonPath() {
        return PathText.json(this);
    }

    /** How an option names the value, for example {@code a[].b}; see {@link RelationalizeOptions}. */
    String optionPath() {
        return PathText.option(this);
    }

    /** The JSON pointer, with {@code *} for elements and entries: an order of paths that names decide. */
    String pointer() {
        return PathText.pointer(this);
    }

    /** How many dots the fields' own names hold. */
    long literalDots() {
        return steps().stream()
                .filter(PathStep.Field.class::isInstance)
                .mapToLong(
                        step -> step.logicalName().chars().filter(c -> c == '.').count())
                .sum();
    }

    @Override
    public String toString() {
        return jsonPath();
    }
}
