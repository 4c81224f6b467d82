package io.relata.jobs.report;

import java.util.List;

/** What the run has to say. */
record NotesSection(List<String> notes) implements PageSection {

    @Override
    public String heading() {
        return "Notes";
    }

    @Override
    public boolean isEmpty() {
        return notes.isEmpty();
    }

    @Override
    public void write(Markup page) {
        page.open("ul");
        notes.forEach(note -> page.element("li", note));
        page.close();
    }
}
