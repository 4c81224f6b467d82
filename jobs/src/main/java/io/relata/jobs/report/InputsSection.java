package io.relata.jobs.report;

import java.util.List;

/** The paths that were read. */
record InputsSection(List<String> inputs) implements PageSection {

    @Override
    public String heading() {
        return "Inputs";
    }

    @Override
    public boolean isEmpty() {
        return inputs.isEmpty();
    }

    @Override
    public void write(Markup page) {
        page.open("ul");
        inputs.forEach(input -> page.element("li", input));
        page.close();
    }
}
