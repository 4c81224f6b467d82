package io.relata.transforms.plan;

/** The three ways to write a path. */
final class PathText {

    private static final String OPTION_SPECIAL = ".[]{}`";

    private PathText() {}

    static String json(SourcePath path) {
        StringBuilder text = new StringBuilder("$");
        for (PathStep step : path.steps()) {
            if (step instanceof PathStep.Field field) {
                appendJsonMember(text, field.name());
            } else if (step instanceof PathStep.Inside inside) {
                text.append(
                        switch (inside) {
                            case ELEMENT -> "[]";
                            case ENTRY_KEY -> "{key}";
                            case ENTRY_VALUE -> "{value}";
                        });
            }
        }
        return text.toString();
    }

    private static void appendJsonMember(StringBuilder text, String name) {
        if (!name.isEmpty() && name.codePoints().allMatch(PathText::isPlain)) {
            text.append('.').append(name);
            return;
        }
        text.append("['");
        name.codePoints().forEach(point -> {
            if (point == '\'' || point == '\\') {
                text.append('\\').appendCodePoint(point);
            } else {
                PlainText.append(text, point);
            }
        });
        text.append("']");
    }

    private static boolean isPlain(int point) {
        return Character.isLetterOrDigit(point) || point == '_' || point == '-';
    }

    static String option(SourcePath path) {
        StringBuilder text = new StringBuilder();
        for (PathStep step : path.steps()) {
            if (step instanceof PathStep.Field field) {
                text.append(text.isEmpty() ? "" : ".").append(quotedForOption(field.name()));
            } else if (step instanceof PathStep.Inside inside) {
                text.append(
                        switch (inside) {
                            case ELEMENT -> "[]";
                            case ENTRY_KEY -> "{key}";
                            case ENTRY_VALUE -> "{}";
                        });
            }
        }
        return text.toString();
    }

    static String quotedForOption(String name) {
        boolean plain = !name.isEmpty() && name.chars().noneMatch(c -> OPTION_SPECIAL.indexOf(c) >= 0);
        return plain ? name : "`" + name.replace("`", "``") + "`";
    }

    static String pointer(SourcePath path) {
        StringBuilder text = new StringBuilder();
        for (PathStep step : path.steps()) {
            if (step instanceof PathStep.Field field) {
                text.append('/').append(field.name().replace("~", "~0").replace("/", "~1"));
            } else if (step instanceof PathStep.Inside) {
                text.append("/*");
            }
        }
        return text.toString();
    }
}
