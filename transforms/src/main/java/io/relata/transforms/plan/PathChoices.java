package io.relata.transforms.plan;

import io.relata.transforms.survey.Variants;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** What the options say of paths, as a tree beside the schema's. Remembers which were met, so that none is ignored. */
final class PathChoices {

    /** What can be said of a path. */
    enum Choice {
        JSON("json", "anything"),
        AS_MAP("asMap", "structs"),
        EXCLUDE("exclude", "anything"),
        SIZE("sizes", "arrays and maps"),
        PRESENCE("presence", "structs");

        private final String option;
        private final String subjects;

        Choice(String option, String subjects) {
            this.option = option;
            this.subjects = subjects;
        }

        private boolean fits(DataType type) {
            return switch (this) {
                case JSON, EXCLUDE -> true;
                case AS_MAP, PRESENCE -> type instanceof StructType struct && !Variants.are(struct);
                case SIZE -> type instanceof ArrayType || type instanceof MapType;
            };
        }
    }

    /** Never changes: choices count as met only where they were made. */
    private static final PathChoices NONE = new PathChoices();

    private record Given(Choice choice, String text, List<PathStep> steps, PathChoices node) {

        private void refuse(String why, String remedy, Problems problems) {
            problems.add("Cannot follow path \"" + text + "\"", "option " + choice.option, why, remedy);
        }
    }

    private final Map<PathStep, PathChoices> below = new HashMap<>();
    private final Set<Choice> chosen = EnumSet.noneOf(Choice.class);
    private final Set<Choice> met = EnumSet.noneOf(Choice.class);

    /** Everything said; only the record's own node has any. */
    private final List<Given> given = new ArrayList<>();

    private PathChoices() {}

    /** Reads every path of the options; what is no path is a problem. */
    static PathChoices of(RelationalizeOptions options, Problems problems) {
        PathChoices record = new PathChoices();
        record.read(Choice.JSON, options.json(), problems);
        record.read(Choice.AS_MAP, options.asMap(), problems);
        record.read(Choice.EXCLUDE, options.exclude(), problems);
        record.read(Choice.SIZE, options.sizes(), problems);
        record.read(Choice.PRESENCE, options.presence(), problems);
        return record;
    }

    private void read(Choice choice, List<String> paths, Problems problems) {
        for (String path : new LinkedHashSet<>(paths)) {
            try {
                List<PathStep> steps = PathParser.parse(path);
                PathChoices node = this;
                for (PathStep step : steps) {
                    node = node.below.computeIfAbsent(step, ignored -> new PathChoices());
                }
                node.chosen.add(choice);
                given.add(new Given(choice, path, steps, node));
            } catch (IllegalArgumentException notAPath) {
                problems.add(
                        "Cannot read path \"" + path + "\"",
                        "option " + choice.option,
                        String.valueOf(notAPath.getMessage()),
                        "Join members by dots, write [] for the elements of an array and {} for the values of a map,"
                                + " and put a name that holds . [ ] { } or ` in back-ticks");
            }
        }
    }

    /** What is said of the value one step further. */
    PathChoices then(PathStep step) {
        return below.getOrDefault(step, NONE);
    }

    /** Whether the options say this of the value here; from now on the choice counts as met. */
    boolean has(Choice choice) {
        boolean has = chosen.contains(choice);
        if (has) {
            met.add(choice);
        }
        return has;
    }

    /** Whether the value here is left out or kept as text, so that its type does not matter. */
    boolean takesAnyType() {
        return chosen.contains(Choice.EXCLUDE) || chosen.contains(Choice.JSON);
    }

    /** Adds a problem for every path that led to nothing. */
    void refuseUnmet(StructType source, Problems problems) {
        List<Given> unmet = given.stream()
                .filter(each -> !each.node().met.contains(each.choice()))
                .toList();
        if (unmet.isEmpty()) {
            return;
        }
        List<String> known = KnownPaths.of(source);
        for (Given each : unmet) {
            Optional<DataType> type = KnownPaths.typeAt(source, each.steps());
            if (type.isEmpty()) {
                each.refuse("no field is there", Suggestion.remedy(each.text(), known, "path"), problems);
            } else if (!each.choice().fits(type.get())) {
                each.refuse(
                        "it is " + ScalarTypes.shown(type.get()) + ", and " + each.choice().option + " is for "
                                + each.choice().subjects,
                        "Take the path out",
                        problems);
            } else {
                each.refuse(
                        "it is not reached, since it or what it lies in is left out, kept as JSON text or used as a map",
                        "Take the path out, or the choice that hides it",
                        problems);
            }
        }
    }
}
