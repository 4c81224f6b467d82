package io.relata.jobs.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 document as nodes. An alias shares its anchor's node, so a document never grows by its aliases
 * here. Not thread-safe: made for one text.
 */
final class YamlText {

    private static final int DEEPEST = 50;
    private static final CoreSchema SCHEMA = new CoreSchema();
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(SCHEMA)
            .setUseMarks(true)
            .setCodePointLimit(JobFileReader.LONGEST)
            .build();

    private final Function<Mark, Place> places;
    private final ScalarMeaning scalars;
    private final Problems problems;
    private final Map<Anchor, Node> anchors = new HashMap<>();
    private Iterator<Event> events = List.<Event>of().iterator();

    /** What a scalar of the text stands for. */
    @FunctionalInterface
    interface ScalarMeaning {
        Node.Scalar of(Node.Scalar written, KeyPath path);
    }

    YamlText(Function<Mark, Place> places, ScalarMeaning scalars, Problems problems) {
        this.places = places;
        this.scalars = scalars;
        this.problems = problems;
    }

    /** The text's document; empty when there is none, or when the problem found leaves nothing to read. */
    Optional<Node> read(String text, KeyPath path, Place start) {
        try {
            events = new Parse(SETTINGS).parseString(text).iterator();
            events.next();
            if (events.next().getEventId() == Event.ID.StreamEnd) {
                return Optional.empty();
            }
            Node document = node(events.next(), path, 0);
            events.next();
            Event next = events.next();
            if (next.getEventId() != Event.ID.StreamEnd) {
                problems.add(
                        place(next.getStartMark()),
                        path,
                        "a second document begins here",
                        "Keep one document in the file");
            }
            return Optional.of(document);
        } catch (MarkedYamlEngineException notYaml) {
            problems.add(
                    place(notYaml.getProblemMark()),
                    path,
                    "this is not YAML: " + notYaml.getProblem(),
                    "Check the indentation, and quote text that holds one of : # { } [ ] , & * ! | > %");
        } catch (YamlEngineException notText) {
            problems.add(
                    start,
                    path,
                    "this is not YAML: it holds a character that YAML does not allow, such as a control character",
                    "Save the file as UTF-8 text");
        }
        return Optional.empty();
    }

    private Node node(Event event, KeyPath path, int depth) {
        if (depth > DEEPEST) {
            throw new ParserException("values are nested more than " + DEEPEST + " deep", event.getStartMark());
        }
        if (event instanceof AliasEvent alias) {
            Node node = anchors.get(alias.getAlias());
            if (node == null) {
                throw new ParserException(
                        "nothing before it is marked &" + alias.getAlias().getValue(), event.getStartMark());
            }
            return node;
        }
        Node node = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, path);
            case SequenceStart -> items(event, path, depth);
            default -> members(event, path, depth);
        };
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        return node;
    }

    private Node scalar(ScalarEvent event, KeyPath path) {
        Place place = place(event.getStartMark());
        Node.Kind kind = event.isPlain() ? kind(event.getValue()) : Node.Kind.TEXT;
        if (event.getTag().isPresent()) {
            problems.add(place, path, "tags such as " + event.getTag().get() + " are not read", "Remove the tag");
            kind = Node.Kind.UNKNOWN;
        }
        return scalars.of(new Node.Scalar(place, event.getValue(), event.getValue(), kind, Node.Origin.FILE), path);
    }

    private static Node.Kind kind(String plain) {
        return switch (SCHEMA.getScalarResolver().resolve(plain, true).getValue()) {
            case "tag:yaml.org,2002:int" -> Node.Kind.WHOLE_NUMBER;
            case "tag:yaml.org,2002:float" -> Node.Kind.OTHER_NUMBER;
            case "tag:yaml.org,2002:bool" -> Node.Kind.TRUTH;
            case "tag:yaml.org,2002:null" -> Node.Kind.NOTHING;
            default -> Node.Kind.TEXT;
        };
    }

    private Node items(Event start, KeyPath path, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, path.item(items.size()), depth + 1));
        }
        return new Node.Items(place(start.getStartMark()), items);
    }

    private Node members(Event start, KeyPath path, int depth) {
        Map<String, Node.Member> members = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw new ParserException("a key must be text", event.getStartMark());
            }
            KeyPath keyPath = path.then(key.getValue());
            Place place = place(key.getStartMark());
            Node value = node(events.next(), keyPath, depth + 1);
            Node.Member first = members.putIfAbsent(key.getValue(), new Node.Member(place, value));
            if (first != null) {
                problems.add(place, keyPath, "given twice, first at " + first.key(), "Keep one of the two");
            }
        }
        return new Node.Members(place(start.getStartMark()), members);
    }

    private Place place(Optional<Mark> mark) {
        return places.apply(mark.orElseThrow());
    }
}
