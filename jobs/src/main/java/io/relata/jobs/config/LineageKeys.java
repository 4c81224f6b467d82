package io.relata.jobs.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys that say who is told of lineage. */
final class LineageKeys {

    /** The ways events go. */
    enum Type {
        FILE,
        HTTP
    }

    private static final Pattern URL_FORM =
            Pattern.compile("https?://[A-Za-z0-9][A-Za-z0-9.-]{0,254}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,255})?");

    private static final Text<String> ADDRESS = new Text<>(
            "http:// or https:// with a host and a path",
            "https://lineage.example.com/api/v1/lineage",
            "",
            Texts.unshown(
                    URL_FORM,
                    "http:// or https://, a host, a port and a path",
                    "Write for example https://lineage.example.com/api/v1/lineage; api-key-variable is a key of its own"));

    static final Key<Type> TYPE = Key.required("type", Choice.of(Type.class), "how events go");

    static final Key<String> PATH = Key.optional(
                    "path", Paths.FOLDER, "the folder that takes a file of events for each run")
            .orElseShown("`_relata/lineage` in the target");

    static final Key<String> URL = Key.optional("url", ADDRESS, "the whole address that takes events");

    static final Key<String> API_KEY_VARIABLE = Key.optional(
            "api-key-variable",
            WarehouseTexts.VARIABLE,
            "the variable of the environment that holds the key which the server asks for");

    static final Key<String> NAMESPACE = Key.optional("namespace", Texts.ANY, "the namespace of the job in events")
            .orElse("relata");

    /** The keys that one type alone has. */
    static final Map<Type, List<Key<?>>> OWN_KEYS =
            Map.of(Type.FILE, List.of(PATH), Type.HTTP, List.of(URL, API_KEY_VARIABLE));

    static final Section SECTION = new Section(TYPE, PATH, URL, API_KEY_VARIABLE, NAMESPACE);

    private LineageKeys() {}

    static LineageSpec spec(Fields lineage, TargetSpec target) {
        String namespace = lineage.value(NAMESPACE);
        return switch (lineage.value(TYPE)) {
            case FILE ->
                new LineageSpec.Folder(namespace, lineage.find(PATH).orElse(target.path() + "/_relata/lineage"));
            case HTTP -> new LineageSpec.Server(namespace, lineage.value(URL), lineage.find(API_KEY_VARIABLE));
        };
    }

    /** Tells what the keys are not to each other. */
    static void check(Fields lineage, Reading reading) {
        Optional<Type> type = lineage.find(TYPE);
        type.ifPresent(given -> OwnKeys.check(lineage, "lineage", given, OWN_KEYS, reading));
        if (type.equals(Optional.of(Type.HTTP)) && !lineage.names(URL)) {
            reading.problem(lineage, URL, "it is missing", "Give " + URL.meaning());
        }
    }
}
