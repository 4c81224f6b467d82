package io.relata.transforms.survey;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * What a survey would have found at the least to make a schema: one value of each kind at each place. Added to a survey,
 * it makes the schema hold both.
 */
final class KnownPlaces {

    private KnownPlaces() {}

    /** @param schema one that {@link SchemaMaker} made, or one of the same types */
    static SurveyPlace of(StructType schema) {
        return object(schema);
    }

    private static SurveyPlace of(DataType type) {
        if (type instanceof StructType struct && Variants.are(struct)) {
            SurveyPlace all = SurveyPlace.NONE;
            for (StructField variant : struct.fields()) {
                all = all.plus(of(variant.dataType()));
            }
            return all;
        }
        if (type instanceof StructType struct) {
            return object(struct);
        }
        if (type instanceof ArrayType array) {
            return place(kinds(0, 0, 0, 0, 0, 1), Optional.of(of(array.elementType())));
        }
        if (type instanceof NullType) {
            return SurveyPlace.NONE;
        }
        return type instanceof NumericType ? number(type) : scalar(type);
    }

    private static SurveyPlace object(StructType schema) {
        SortedMap<String, SurveyPlace> members = new TreeMap<>(SurveyPlace.CODE_POINTS);
        for (StructField field : schema.fields()) {
            if (!Variants.isRescued(field)) {
                members.put(field.name(), of(field.dataType()));
            }
        }
        SurveyPlace object = place(kinds(0, 0, 0, 0, 1, 0), Optional.empty());
        return new SurveyPlace(
                object.kinds(),
                NumberExtents.NONE,
                FirstRecords.NONE,
                0,
                0,
                0,
                0,
                0,
                SplitCounts.NONE,
                members,
                Optional.empty());
    }

    private static SurveyPlace scalar(DataType type) {
        if (type instanceof BooleanType) {
            return place(new KindCounts(0, 1, 0, 0, 0, 0, 0, 0), Optional.empty());
        }
        long plain = type instanceof TimestampType ? 0 : 1;
        KindCounts text = kinds(0, 0, 0, 1, 0, 0);
        return new SurveyPlace(
                text,
                NumberExtents.NONE,
                FirstRecords.NONE,
                0,
                plain,
                0,
                0,
                0,
                SplitCounts.NONE,
                SurveyPlace.NONE.members(),
                Optional.empty());
    }

    private static SurveyPlace number(DataType type) {
        KindCounts kinds = kinds(1, 0, 0, 0, 0, 0);
        NumberExtents extents = new NumberExtents(1, 0, 0, 0, 0, 0);
        if (type instanceof DecimalType decimal) {
            int whole = decimal.precision() - decimal.scale();
            kinds = kinds(0, 1, decimal.scale() > 0 ? 1 : 0, 0, 0, 0);
            extents = new NumberExtents(whole, whole, decimal.scale(), 0, 0, 0);
        } else if (!(type instanceof LongType)) {
            kinds = kinds(0, 0, 1, 0, 0, 0);
            extents = new NumberExtents(0, 1, 1, 0, 0, 0);
        }
        return new SurveyPlace(
                kinds,
                extents,
                FirstRecords.NONE,
                0,
                0,
                0,
                0,
                0,
                SplitCounts.NONE,
                SurveyPlace.NONE.members(),
                Optional.empty());
    }

    private static SurveyPlace place(KindCounts kinds, Optional<SurveyPlace> element) {
        return new SurveyPlace(
                kinds,
                NumberExtents.NONE,
                FirstRecords.NONE,
                0,
                0,
                0,
                0,
                0,
                SplitCounts.NONE,
                SurveyPlace.NONE.members(),
                element);
    }

    private static KindCounts kinds(long longs, long big, long fractions, long strings, long objects, long arrays) {
        return new KindCounts(0, 0, longs, big, fractions, strings, objects, arrays);
    }
}
