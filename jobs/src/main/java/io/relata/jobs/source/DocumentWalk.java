package io.relata.jobs.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.relata.transforms.json.RecordsPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Leads a parser over a file's documents from record to record, passing over all that is none. */
final class DocumentWalk {

    /** Where the parser stands. */
    enum Stop {
        /** At the first token of a record, or of what stands in a record's place. */
        RECORD,
        /** Behind a document that holds no list at the records path. */
        NO_LIST,
        /** Behind the last document. */
        END
    }

    private final JsonParser parser;
    private final Optional<List<String>> keys;
    private int entered;
    private boolean inList;
    private boolean listFound;
    private long documentStart;

    DocumentWalk(JsonParser parser, Optional<RecordsPath> records) {
        this.parser = parser;
        this.keys = records.map(RecordsPath::keys);
    }

    /** The offset of the document's first byte. */
    long documentStart() {
        return documentStart;
    }

    Stop next() throws IOException {
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return Stop.END;
            }
            if (inList) {
                if (token != JsonToken.END_ARRAY) {
                    return Stop.RECORD;
                }
                inList = false;
            } else if (entered == 0) {
                Optional<Stop> stop = startDocument(token);
                if (stop.isPresent()) {
                    return stop.get();
                }
            } else if (token == JsonToken.END_OBJECT) {
                entered--;
                if (entered == 0 && !listFound) {
                    return Stop.NO_LIST;
                }
            } else {
                enterField();
            }
        }
    }

    private Optional<Stop> startDocument(JsonToken token) throws IOException {
        documentStart = parser.currentTokenLocation().getByteOffset();
        listFound = false;
        boolean isTheList = keys.map(List::isEmpty).orElse(true);
        if (isTheList && token == JsonToken.START_ARRAY) {
            inList = true;
            listFound = true;
            return Optional.empty();
        }
        if (keys.isEmpty()) {
            return Optional.of(Stop.RECORD);
        }
        if (!isTheList && token == JsonToken.START_OBJECT) {
            entered = 1;
            return Optional.empty();
        }
        parser.skipChildren();
        parser.finishToken();
        return Optional.of(Stop.NO_LIST);
    }

    private void enterField() throws IOException {
        List<String> path = keys.orElseThrow();
        boolean onPath = path.get(entered - 1).equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (onPath && entered == path.size() && value == JsonToken.START_ARRAY) {
            inList = true;
            listFound = true;
        } else if (onPath && entered < path.size() && value == JsonToken.START_OBJECT) {
            entered++;
        } else {
            parser.skipChildren();
        }
    }
}
