package io.relata.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the command line's settings in place of the job file's values. */
final class CommandLine {

    private static final String YAML_BEGINS = "[{\"'";

    private final Problems problems;

    CommandLine(Problems problems) {
        this.problems = problems;
    }

    /** The members with the setting's value at its path; what is missing on the way is made. */
    Node.Members applied(Node.Members top, Setting setting) {
        return with(top, setting, 0, KeyPath.TOP);
    }

    private Node.Members with(Node.Members members, Setting setting, int depth, KeyPath path) {
        Place place = Place.ofSetting(setting);
        String key = setting.path().get(depth);
        KeyPath keyPath = path.then(key);
        Map<String, Node.Member> changed = new LinkedHashMap<>(members.members());
        Node.Member before = changed.getOrDefault(key, new Node.Member(place, new Node.Members(place, Map.of())));
        Node value;
        if (depth == setting.path().size() - 1) {
            value = value(setting, keyPath);
        } else if (before.value() instanceof Node.Members inner) {
            value = with(inner, setting, depth + 1, keyPath);
        } else {
            problems.add(
                    place,
                    keyPath,
                    "there is nothing inside it to set, it holds "
                            + before.value().described(),
                    "Set " + keyPath + " itself");
            value = before.value();
        }
        changed.put(key, new Node.Member(before.key(), value));
        return new Node.Members(members.place(), changed);
    }

    private Node value(Setting setting, KeyPath path) {
        Place place = Place.ofSetting(setting);
        String text = setting.value();
        Node.Scalar typed = new Node.Scalar(place, text, text, Node.Kind.ANY, Node.Origin.COMMAND_LINE);
        if (text.isEmpty() || YAML_BEGINS.indexOf(text.charAt(0)) < 0) {
            return typed;
        }
        return new YamlText(mark -> place, (scalar, inside) -> untyped(scalar), problems)
                .read(text, path, place)
                .orElse(new Node.Scalar(place, text, text, Node.Kind.UNKNOWN, Node.Origin.COMMAND_LINE));
    }

    private static Node.Scalar untyped(Node.Scalar scalar) {
        Node.Kind kind = scalar.kind() == Node.Kind.UNKNOWN ? Node.Kind.UNKNOWN : Node.Kind.ANY;
        return new Node.Scalar(scalar.place(), scalar.text(), scalar.shown(), kind, Node.Origin.COMMAND_LINE);
    }

    /** The members with every setting applied in order, so that a later one wins. */
    Node.Members applied(Node.Members top, List<Setting> settings) {
        Node.Members members = top;
        for (Setting setting : settings) {
            members = applied(members, setting);
        }
        return members;
    }
}
