package io.relata.jobs.report;

import java.util.List;

/** Texts, one below the other. */
record ListSection(String heading, List<String> texts) implements PageSection {

    @Override
    public boolean isEmpty() {
        return texts.isEmpty();
    }

    @Override
    public void write(Markup page) {
        page.open("ul");
        texts.forEach(text -> page.element("li", text));
        page.close();
    }
}
