package io.relata.transforms.survey;

import io.relata.transforms.plan.OptionPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Objects whose keys look like data: ids, dates or languages, names that hardly any two of them share, or many names of
 * objects (or lists of objects) with the same fields. Their values are all of one shape, as those of a map are; a record of
 * many fields that are seldom filled is none of these, unless it has more than a thousand.
 *
 * @param path as options name it
 * @param keys how many different ones were met; at least, where there were too many to keep
 * @param objects how many objects have them
 */
public record DataKeys(String path, int keys, long objects) {

    /** More keys than these are hardly names of fields, whatever their values. */
    private static final int MOST_FIELDS = 1_000;

    /** Fewer keys than these make no table that is too wide. */
    private static final int FEWEST_IDS = 5;

    private static final int FEWEST_LANGUAGES = 8;
    private static final int FEWEST_NAMES = 30;

    /** So many fields in common have objects that are of one kind; two may share one by chance. */
    private static final int FEWEST_COMMON = 2;

    /** Among fewer objects nobody can tell a rare key from a new one. */
    private static final int FEWEST_OBJECTS = 100;

    /** Numbers, dates, and what is hexadecimal with a digit at least: hashes and UUIDs. */
    private static final Pattern ID = Pattern.compile(
            "-?\\d+|\\d{4}-\\d{2}(-\\d{2}([T ].*)?)?|(?=.*\\d)[0-9a-fA-F]{8,}|(?=.*\\d)[0-9a-fA-F]{8}(-[0-9a-fA-F]{4,12}){2,4}");

    private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2})([-_][A-Za-z]{2,4})*");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** The outermost such objects, the records themselves among them, in the order of the schema. */
    public static List<DataKeys> of(Survey survey) {
        List<DataKeys> found = new ArrayList<>();
        collect(OptionPath.RECORD, survey.root(), found);
        return List.copyOf(found);
    }

    /** Whether the records themselves are such objects. */
    public boolean isOfRecords() {
        return path.equals(OptionPath.RECORD);
    }

    private static void collect(String path, SurveyPlace place, List<DataKeys> found) {
        if (areData(place)) {
            found.add(new DataKeys(path, place.members().size(), place.kinds().objects()));
        } else {
            place.members().forEach((key, member) -> collect(OptionPath.member(path, key), member, found));
        }
        place.element().ifPresent(element -> collect(OptionPath.element(path), element, found));
    }

    private static boolean areData(SurveyPlace place) {
        SortedMap<String, SurveyPlace> members = place.members();
        if (members.size() > MOST_FIELDS) {
            return true;
        }
        if (members.size() < FEWEST_IDS || !areAlike(members)) {
            return false;
        }
        return place.otherMembers() > 0
                || most(members, key -> ID.matcher(key).matches())
                || (members.size() >= FEWEST_LANGUAGES && most(members, DataKeys::isLanguage))
                || areHardlyShared(place)
                || (members.size() >= FEWEST_NAMES && hold(members) >= FEWEST_COMMON);
    }

    /** How many fields most of the objects have that lie in these members, or are elements of theirs. */
    private static long hold(SortedMap<String, SurveyPlace> members) {
        return fields(members).values().stream()
                .filter(count -> count * 10 >= members.size() * 9L)
                .count();
    }

    /** In how many of the members an object has each field. */
    private static Map<String, Integer> fields(SortedMap<String, SurveyPlace> members) {
        Map<String, Integer> fields = new HashMap<>();
        for (SurveyPlace member : members.values()) {
            within(member).members().keySet().forEach(field -> fields.merge(field, 1, Integer::sum));
        }
        return fields;
    }

    private static SurveyPlace within(SurveyPlace member) {
        return member.element().orElse(member);
    }

    private static boolean isLanguage(String key) {
        return LANGUAGE.matcher(key).matches() && LANGUAGES.contains(key.substring(0, 2));
    }

    private static boolean most(SortedMap<String, SurveyPlace> members, Predicate<String> isData) {
        return members.keySet().stream().filter(isData).count() * 10 >= members.size() * 9L;
    }

    /** Whether each object has few of the keys, and half of the keys at least are those of hardly any object. */
    private static boolean areHardlyShared(SurveyPlace place) {
        SortedMap<String, SurveyPlace> members = place.members();
        long objects = place.kinds().objects();
        if (members.size() < FEWEST_NAMES || objects < FEWEST_OBJECTS) {
            return false;
        }
        long values = 0;
        int rare = 0;
        for (SurveyPlace member : members.values()) {
            long count = member.kinds().values();
            values += count;
            rare += count * 100 <= objects ? 1 : 0;
        }
        return values * 10 <= objects * members.size() && rare * 2 >= members.size();
    }

    /** Whether nearly all members are of one kind and, where that is objects, these have the same fields. */
    private static boolean areAlike(SortedMap<String, SurveyPlace> members) {
        Map<List<Kind>, Integer> kinds = new HashMap<>();
        int filled = 0;
        int objects = 0;
        for (SurveyPlace member : members.values()) {
            List<Kind> own = Kind.of(member);
            if (own.isEmpty()) {
                continue;
            }
            filled++;
            kinds.merge(own, 1, Integer::sum);
            if (within(member).kinds().objects() > 0) {
                objects++;
            }
        }
        int alike = kinds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        Map<String, Integer> fields = fields(members);
        long held = fields.values().stream().mapToLong(Integer::longValue).sum();
        boolean haveSameFields = held * 3 >= (long) objects * fields.size();
        return filled > 0 && alike * 10 >= filled * 9 && haveSameFields;
    }
}
