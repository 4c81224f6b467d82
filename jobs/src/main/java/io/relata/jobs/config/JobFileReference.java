package io.relata.jobs.config;

/** The tables of the job file's reference page; written from the keys that the reader checks with. */
public final class JobFileReference {

    private JobFileReference() {}

    /** Markdown: a heading and a table for each section, ending with a line break. */
    public static String markdown() {
        StringBuilder page = new StringBuilder();
        section(page, "", "The job", JobKeys.SECTION);
        return page.toString();
    }

    private static void section(StringBuilder page, String prefix, String meaning, Section section) {
        String heading = prefix.isEmpty() ? meaning : "`" + prefix + "`: " + meaning;
        page.append("\n### ").append(heading).append("\n\n");
        page.append("| key | what | value | default |\n|---|---|---|---|\n");
        for (Key<?> key : section.keys()) {
            row(page, key);
        }
        for (Key<?> key : section.keys()) {
            String path = prefix.isEmpty() ? key.name() : prefix + "." + key.name();
            if (key.shape() instanceof Section inner) {
                section(page, path, key.meaning(), inner);
            } else if (key.shape() instanceof MapOf<?> map && map.values() instanceof Section inner) {
                section(page, path + ".<name>", key.meaning(), inner);
            }
        }
    }

    private static void row(StringBuilder page, Key<?> key) {
        page.append("| `%s` | %s | %s | %s |%n"
                .formatted(key.name(), key.meaning(), value(key.shape()), fallback(key))
                .replace("\r\n", "\n"));
    }

    private static String value(Shape<?> shape) {
        if (shape instanceof Section) {
            return "see below";
        }
        if (shape instanceof MapOf<?> map) {
            return map.values() instanceof Section
                    ? "entries by name, see below"
                    : "`name: " + map.values().form() + "`";
        }
        return shape.form().replace("*", "\\*");
    }

    private static String fallback(Key<?> key) {
        if (key.isRequired()) {
            return "must be given";
        }
        return key.fallbackShown().isEmpty() ? "" : key.fallbackShown();
    }
}
