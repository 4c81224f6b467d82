package io.relata.transforms.survey;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.plan.OptionPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Makes one schema of a survey, deciding by the job's policies. Used once. */
final class SchemaMaker {

    private final Conflicts conflicts;
    private final SurveyOptions options;
    private final SurveyExtent extent;
    private final StructType known;
    private final KeptTables kept;
    private final KeptTypes keptTypes;
    private final Map<String, ConflictPolicy> policies = new LinkedHashMap<>();
    private final List<SourceSchema.Clash> clashes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> met = new HashSet<>();

    /**
     * @param known what the schema has to hold beside what was surveyed
     * @param kept the tables whose places stay as they are known
     */
    SchemaMaker(Conflicts conflicts, SurveyOptions options, SurveyExtent extent, StructType known, KeptTables kept) {
        this.conflicts = conflicts;
        this.options = options;
        this.extent = extent;
        this.known = known;
        this.kept = kept;
        this.keptTypes = KeptTypes.of(known, kept);
    }

    SourceSchema schema(Survey survey) {
        SurveyPlace before = KnownPlaces.of(known);
        SurveyPlace root = survey.root().plus(before);
        StructType type = keptTypes.keepsRecord()
                ? keptMembers(known, root, before, OptionPath.RECORD, OptionPath.RECORD)
                : struct(root, before, OptionPath.RECORD);
        Optional<StructField> rescued =
                Arrays.stream(known.fields()).filter(Variants::isRescued).findFirst();
        if (rescued.isPresent()) {
            type = type.add(rescued.get());
        } else if (mayRescue()) {
            type = SourceSchema.withRescued(type);
        }
        if (!kept.isNone()) {
            notes.add("The columns of " + String.join(", ", kept.paths())
                    + " are the published ones; what they have no place for goes to the column " + Variants.RESCUED);
        }
        if (survey.duplicateKeys() > 0) {
            notes.add(survey.duplicateKeys() + " keys came again in one object; the last value counts");
        }
        conflicts.paths().keySet().stream()
                .filter(path -> !met.contains(path))
                .forEach(
                        path -> notes.add("No value is at " + path + ", for which the job has a policy for conflicts"));
        return new SourceSchema(type, toRead(), clashes, notes);
    }

    private boolean mayRescue() {
        boolean isAskedFor = conflicts.standard().equals(Optional.of(ConflictPolicy.Named.RESCUE))
                || conflicts.paths().containsValue(ConflictPolicy.Named.RESCUE);
        return policies.containsValue(ConflictPolicy.Named.RESCUE)
                || (extent == SurveyExtent.SAMPLE && isAskedFor)
                || !kept.isNone();
    }

    private Conflicts toRead() {
        if (extent == SurveyExtent.ALL && kept.isNone()) {
            return new Conflicts(Optional.empty(), policies);
        }
        Map<String, ConflictPolicy> paths = new LinkedHashMap<>(conflicts.paths());
        paths.putAll(policies);
        boolean mayBeUnseen = extent == SurveyExtent.SAMPLE;
        return new Conflicts(
                conflicts.standard().filter(standard -> mayBeUnseen).map(SchemaMaker::forUnseen), paths);
    }

    /** The columns are made, so policies that shape them come too late, and one that leaves values out may not hide any. */
    private static ConflictPolicy forUnseen(ConflictPolicy standard) {
        boolean isShape = !(standard instanceof ConflictPolicy.Named) || standard == ConflictPolicy.Named.JSON;
        return isShape ? ConflictPolicy.Named.MAKE_COLS : standard;
    }

    private StructType struct(SurveyPlace place, SurveyPlace before, String path) {
        Optional<KeptTypes.Start> entries = keptTypes.start(OptionPath.entryValue(path));
        if (entries.isPresent() && entries.get().type() instanceof StructType map) {
            return keptMembers(map, place, before, path, entries.get().planned());
        }
        StructType struct = new StructType();
        for (Map.Entry<String, SurveyPlace> member : place.members().entrySet()) {
            SurveyPlace memberBefore = before.members().getOrDefault(member.getKey(), SurveyPlace.NONE);
            struct = struct.add(
                    member.getKey(), type(member.getValue(), memberBefore, OptionPath.member(path, member.getKey())));
        }
        String shown = path.isEmpty() ? "The record" : "The object " + path;
        if (place.otherMembers() > 0) {
            notes.add(shown + " has " + place.otherMembers() + " more members, whose keys were too many to survey");
        }
        return struct;
    }

    /** @param before what of the place was known before the survey; it is part of it */
    private DataType type(SurveyPlace place, SurveyPlace before, String path) {
        Optional<KeptTypes.Start> start = keptTypes.start(path);
        if (start.isPresent()) {
            return kept(start.get().type(), place, before, path, start.get().planned());
        }
        ConflictPolicy explicit = conflicts.paths().get(path);
        met.add(path);
        if (explicit instanceof ConflictPolicy.Cast cast) {
            return decided(path, place, before, cast, cast.type());
        }
        if (explicit instanceof ConflictPolicy.Project project) {
            return decided(path, place, before, project, project.type());
        }
        if (explicit == ConflictPolicy.Named.JSON) {
            return decided(path, place, before, explicit, DataTypes.StringType);
        }
        List<Kind> kinds = Kind.of(place);
        if (kinds.isEmpty()) {
            return DataTypes.NullType;
        }
        return kinds.size() == 1 ? type(kinds.get(0), place, before, path) : clash(kinds, place, before, path);
    }

    /**
     * The type that is known of a place, with what was surveyed of the tables below that may change.
     *
     * @param planned the path as a plan has it
     */
    private DataType kept(DataType type, SurveyPlace place, SurveyPlace before, String path, String planned) {
        met.add(path);
        if (type instanceof ArrayType array) {
            SurveyPlace element = place.element().orElse(SurveyPlace.NONE);
            SurveyPlace elementBefore = before.element().orElse(SurveyPlace.NONE);
            String elementPath = OptionPath.element(path);
            return DataTypes.createArrayType(
                    keptTypes.changesElements(planned)
                            ? type(element, elementBefore, elementPath)
                            : kept(
                                    array.elementType(),
                                    element,
                                    elementBefore,
                                    elementPath,
                                    OptionPath.element(planned)));
        }
        if (!(type instanceof StructType struct)) {
            return type;
        }
        if (Variants.are(struct)) {
            StructType variants = new StructType();
            for (StructField variant : struct.fields()) {
                variants = variants.add(retyped(variant, kept(variant.dataType(), place, before, path, planned)));
            }
            return variants;
        }
        return keptTypes.changesEntries(planned)
                ? struct(place, before, path)
                : keptMembers(struct, place, before, path, planned);
    }

    private StructType keptMembers(
            StructType struct, SurveyPlace place, SurveyPlace before, String path, String planned) {
        StructType members = new StructType();
        for (StructField field : struct.fields()) {
            if (!Variants.isRescued(field)) {
                DataType type = kept(
                        field.dataType(),
                        place.members().getOrDefault(field.name(), SurveyPlace.NONE),
                        before.members().getOrDefault(field.name(), SurveyPlace.NONE),
                        OptionPath.member(path, field.name()),
                        keptTypes.member(planned, field.name()));
                members = members.add(retyped(field, type));
            }
        }
        return members;
    }

    private static StructField retyped(StructField field, DataType type) {
        return new StructField(field.name(), type, field.nullable(), field.metadata());
    }

    private DataType type(Kind kind, SurveyPlace place, SurveyPlace before, String path) {
        return switch (kind) {
            case NUMBER -> number(place, path);
            case BOOLEAN -> DataTypes.BooleanType;
            case OBJECT -> struct(place, before, path);
            case ARRAY ->
                DataTypes.createArrayType(type(
                        place.element().orElse(SurveyPlace.NONE),
                        before.element().orElse(SurveyPlace.NONE),
                        OptionPath.element(path)));
            case STRING -> areTimestamps(place) ? DataTypes.TimestampType : DataTypes.StringType;
        };
    }

    private DataType number(SurveyPlace place, String path) {
        DataType type = NumberTypes.of(place, options);
        if (extent == SurveyExtent.SAMPLE && type.equals(DataTypes.StringType)) {
            // Text for want of a number that holds all digits is not a place for text alone.
            policies.put(path, new ConflictPolicy.Cast(type));
        }
        return type;
    }

    private boolean areTimestamps(SurveyPlace place) {
        return options.timestamps() == SurveyOptions.Timestamps.INFER
                && place.plainTexts() == 0
                && Kind.of(place).size() == 1;
    }

    private DataType clash(List<Kind> kinds, SurveyPlace place, SurveyPlace before, String path) {
        List<Kind> kindsBefore = Kind.of(before);
        // What readers know as columns stays columns, though arrays come now.
        boolean mayBecomeArray = kindsBefore.isEmpty() || kindsBefore.equals(List.of(Kind.ARRAY));
        boolean hasArrays = kinds.contains(Kind.ARRAY);
        Optional<ConflictPolicy> said = conflicts.policy(path);
        boolean isAsked = said.equals(Optional.of(ConflictPolicy.Named.AS_ARRAY));
        if (hasArrays && (isAsked || (said.isEmpty() && mayBecomeArray))) {
            SurveyPlace elements = place.elements();
            if (isAsked || Kind.of(elements).size() == 1) {
                DataType element = type(elements, before.elements(), OptionPath.element(path));
                return decided(path, place, before, ConflictPolicy.Named.AS_ARRAY, DataTypes.createArrayType(element));
            }
        }
        ConflictPolicy policy =
                said.filter(named -> named != ConflictPolicy.Named.AS_ARRAY).orElse(ConflictPolicy.Named.MAKE_COLS);
        if (policy instanceof ConflictPolicy.Cast cast) {
            return decided(path, place, before, policy, cast.type());
        }
        if (policy instanceof ConflictPolicy.Project project) {
            return decided(path, place, before, policy, project.type());
        }
        return switch ((ConflictPolicy.Named) policy) {
            case JSON -> decided(path, place, before, policy, DataTypes.StringType);
            case MAKE_STRUCT ->
                decided(path, place, before, policy, variants(kinds, place, before, path, Variants.STRUCT));
            case RESCUE, REJECT -> {
                // A column keeps the kind that readers know.
                Kind kept = kindsBefore.size() == 1 ? kindsBefore.get(0) : mostFrequent(kinds, place);
                yield decided(path, place, before, policy, type(kept, place, before, path));
            }
            case FAIL -> throw failure(place, before, path);
            case MAKE_COLS, AS_ARRAY ->
                decided(path, place, before, policy, variants(kinds, place, before, path, Variants.COLUMNS));
        };
    }

    private DataType decided(String path, SurveyPlace place, SurveyPlace before, ConflictPolicy policy, DataType type) {
        policies.put(path, policy);
        if (Kind.of(place).size() > 1) {
            String kinds = Kind.shown(place, before);
            clashes.add(new SourceSchema.Clash(path, kinds, shown(policy), Kind.firsts(place)));
            notes.add("Values at " + path + " are of several kinds (" + kinds + "): " + shown(policy));
        }
        return type;
    }

    private StructType variants(List<Kind> kinds, SurveyPlace place, SurveyPlace before, String path, String naming) {
        Metadata mark = Variants.marked(naming);
        StructType variants = new StructType();
        for (Kind kind : kinds) {
            DataType type = type(kind, place, before, path);
            variants = variants.add(new StructField(name(kind, type), type, true, mark));
        }
        return variants;
    }

    private static String name(Kind kind, DataType type) {
        return switch (kind) {
            case NUMBER -> type instanceof LongType ? "long" : type instanceof DoubleType ? "double" : "decimal";
            case BOOLEAN -> "boolean";
            case OBJECT -> "struct";
            case ARRAY -> "array";
            case STRING -> "string";
        };
    }

    private static Kind mostFrequent(List<Kind> kinds, SurveyPlace place) {
        Kind most = kinds.get(0);
        for (Kind kind : kinds) {
            long more = kind.count(place) - most.count(place);
            // Of equals the simpler one wins, which is not the order of the columns.
            boolean isSimpler = kind == Kind.STRING && (most == Kind.OBJECT || most == Kind.ARRAY);
            if (more > 0 || (more == 0 && isSimpler)) {
                most = kind;
            }
        }
        return most;
    }

    private static RelataException failure(SurveyPlace place, SurveyPlace before, String path) {
        return RelataException.failed(new Problem(
                "Cannot load values of several kinds",
                path,
                "there are " + Kind.shown(place, before) + " values, and the job says that this fails the run",
                "Correct the data, or choose another policy for this path under conflicts"));
    }

    private static String shown(ConflictPolicy policy) {
        if (policy instanceof ConflictPolicy.Cast cast) {
            return "cast:" + cast.type().catalogString();
        }
        if (policy instanceof ConflictPolicy.Project project) {
            return "project:" + project.type().catalogString();
        }
        return policy.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
