package io.relata.transforms.survey;

import java.util.ArrayList;
import java.util.List;

/** Notes the objects whose keys look like data. */
final class KeyChurn {

    private static final int MANY_KEYS = 1_000;
    private static final int FEW_KEYS = 100;

    /** Where keys are not data, even objects of different make share most of them. */
    private static final int FAR_MORE = 10;

    private final List<String> notes = new ArrayList<>();

    void look(PlaceValues values, ValuePath path) {
        int keys = values.members().size();
        long objects = values.kinds().objects();
        long others = values.otherMembers();
        boolean churn = keys > MANY_KEYS || (keys > FEW_KEYS && keys > FAR_MORE * objects);
        if (!churn && others == 0) {
            return;
        }
        String remedy = path.text().isEmpty()
                ? ""
                : ": if they are data, turn them into rows with asMap \"" + path.shown()
                        + "\", or keep them as JSON text with json \"" + path.shown() + "\"";
        notes.add("There are " + keys + " different keys in the " + objects + " objects at " + path.shown() + remedy);
        if (others > 0) {
            notes.add("There was no room for more keys at " + path.shown() + ": " + others
                    + " members with other keys are not in the schema");
        }
    }

    List<String> notes() {
        return notes;
    }
}
