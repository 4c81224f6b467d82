package io.relata.transforms.survey;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.transforms.survey.ConflictPolicy.Named;
import io.relata.transforms.survey.ValueKinds.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Walks a survey and gives each place a type. */
final class SchemaInference {

    /** In this order kinds stand beside one another in columns. */
    private static final List<Kind> COLUMN_ORDER =
            List.of(Kind.BOOLEAN, Kind.NUMBER, Kind.OBJECT, Kind.ARRAY, Kind.STRING);

    private final Conflicts policies;
    private final SurveyOptions options;
    private final KeyChurn churn = new KeyChurn();
    private final List<String> notes = new ArrayList<>();
    private final List<SourceSchema.Conflict> conflicts = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Set<String> met = new HashSet<>();
    private boolean rescues;

    private record Failure(ValuePath path, ValueKinds kinds) {}

    SchemaInference(Conflicts policies, SurveyOptions options) {
        this.policies = policies;
        this.options = options;
    }

    SourceSchema infer(Survey survey) {
        StructType schema = struct(PlaceValues.of(survey.root()), ValuePath.RECORD);
        refuseFailures();
        if (rescues) {
            schema = schema.add(freeName(schema), DataTypes.StringType, true, Variants.rescued());
        }
        notes.addAll(churn.notes());
        policies.paths().keySet().stream()
                .filter(path -> !met.contains(path))
                .forEach(path -> notes.add("No value is at " + new ValuePath(path).shown()
                        + ", for which the job has a policy for conflicts"));
        return new SourceSchema(schema, notes, conflicts);
    }

    private static String freeName(StructType schema) {
        Set<String> taken = Set.of(schema.fieldNames());
        String name = Variants.RESCUED;
        for (int number = 2; taken.contains(name); number++) {
            name = Variants.RESCUED + "__" + number;
        }
        return name;
    }

    private void refuseFailures() {
        if (failures.isEmpty()) {
            return;
        }
        Failure first = failures.get(0);
        int others = failures.size() - 1;
        String more = others == 0 ? "" : ", and so it is at " + others + (others == 1 ? " other place" : " other places");
        throw new RelataException(
                RelataException.Kind.CONTRACT,
                new Problem(
                        "Cannot give the values at " + first.path.text() + " one type",
                        "path " + first.path.text(),
                        "they are " + first.kinds.shown() + ", and the policy for such a conflict is to fail" + more,
                        "Correct the data, or give the path another policy, for example make-cols, json or"
                                + " cast:string"));
    }

    private DataType type(PlaceValues values, ValuePath path) {
        ValueKinds kinds = ValueKinds.of(values, options);
        if (values.kinds().numbers() > 0 && kinds.number() instanceof StringType) {
            notes.add("The numbers at " + path.shown() + " are text, since no number type holds them all");
        }
        Optional<ConflictPolicy> own = Optional.ofNullable(policies.paths().get(path.text()));
        own.ifPresent(policy -> met.add(path.text()));
        if (kinds.list().size() > 1) {
            return conflicting(values, kinds, path);
        }
        Optional<DataType> fixed = own.flatMap(SchemaInference::fixedType);
        if (fixed.isPresent()) {
            return fixed.get();
        }
        if (kinds.list().isEmpty()) {
            return DataTypes.NullType;
        }
        Kind kind = kinds.list().get(0).kind();
        boolean areTimestamps = kind == Kind.STRING
                && options.timestamps() == SurveyOptions.Timestamps.INFER
                && values.plainTexts() == 0
                && values.kinds().numbers() == 0;
        return areTimestamps ? DataTypes.TimestampType : type(kind, values, kinds, path);
    }

    /** The type that a policy gives whatever the values are. */
    private static Optional<DataType> fixedType(ConflictPolicy policy) {
        if (policy instanceof ConflictPolicy.Cast cast) {
            return Optional.of(cast.type());
        }
        if (policy instanceof ConflictPolicy.Project project) {
            return Optional.of(project.type());
        }
        return policy == Named.JSON ? Optional.of(DataTypes.StringType) : Optional.empty();
    }

    private DataType type(Kind kind, PlaceValues values, ValueKinds kinds, ValuePath path) {
        return switch (kind) {
            case BOOLEAN -> DataTypes.BooleanType;
            case NUMBER -> kinds.number();
            case STRING -> DataTypes.StringType;
            case OBJECT -> struct(values, path);
            case ARRAY -> DataTypes.createArrayType(type(values.elements(), path.element()), true);
        };
    }

    private StructType struct(PlaceValues values, ValuePath path) {
        churn.look(values, path);
        List<StructField> fields = new ArrayList<>();
        values.members().forEach((key, member) -> fields.add(
                DataTypes.createStructField(key, type(member, path.member(key)), true)));
        return DataTypes.createStructType(fields);
    }

    private DataType conflicting(PlaceValues values, ValueKinds kinds, ValuePath path) {
        ConflictPolicy policy = applied(policies.policy(path.text()), values, kinds);
        conflicts.add(new SourceSchema.Conflict(
                path.text(),
                kinds.list().stream()
                        .map(each -> new SourceSchema.KindCount(kinds.name(each.kind()), each.count()))
                        .toList(),
                policy));
        Optional<DataType> fixed = fixedType(policy);
        if (fixed.isPresent()) {
            return fixed.get();
        }
        return switch ((Named) policy) {
            case MAKE_COLS -> variants(Variants.COLUMNS, values, kinds, path);
            case MAKE_STRUCT -> variants(Variants.STRUCT, values, kinds, path);
            case AS_ARRAY -> DataTypes.createArrayType(type(values.elementsAndSingles(), path.element()), true);
            case RESCUE -> {
                rescues = true;
                yield type(kinds.mostFrequent(), values, kinds, path);
            }
            case REJECT -> type(kinds.mostFrequent(), values, kinds, path);
            case FAIL -> {
                failures.add(new Failure(path, kinds));
                yield DataTypes.StringType;
            }
            case JSON -> throw new IllegalStateException("JSON has a type of its own");
        };
    }

    private ConflictPolicy applied(Optional<ConflictPolicy> wanted, PlaceValues values, ValueKinds kinds) {
        if (wanted.isEmpty()) {
            return isOneKindBesideItsArrays(values, kinds) ? Named.AS_ARRAY : Named.MAKE_COLS;
        }
        boolean cannotBe = wanted.get() == Named.AS_ARRAY && !kinds.has(Kind.ARRAY);
        return cannotBe ? Named.MAKE_COLS : wanted.get();
    }

    private boolean isOneKindBesideItsArrays(PlaceValues values, ValueKinds kinds) {
        return kinds.has(Kind.ARRAY)
                && kinds.list().size() == 2
                && ValueKinds.of(values.elements(), options).list().stream()
                        .allMatch(element -> element.kind() != Kind.ARRAY && kinds.has(element.kind()));
    }

    private StructType variants(String naming, PlaceValues values, ValueKinds kinds, ValuePath path) {
        StructType variants = new StructType();
        for (Kind kind : COLUMN_ORDER) {
            if (kinds.has(kind)) {
                String name = kind == Kind.OBJECT ? "struct" : kinds.name(kind);
                variants = variants.add(name, type(kind, values, kinds, path), true, Variants.marked(naming));
            }
        }
        return variants;
    }
}
