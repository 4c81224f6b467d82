package io.relata.jobs.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page that needs nothing else: no script, no network, no font. The same content gives the same bytes. */
final class HtmlPage {

    /** A browser then loads and runs nothing, whatever the page holds. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private HtmlPage() {}

    /** Sections without content are left out. */
    static byte[] write(String title, String heading, List<PageSection> sections) {
        Markup page = new Markup();
        page.open("html").with("lang", "en");
        head(page, title);
        page.open("body").open("main");
        page.element("h1", heading);
        for (PageSection section : sections) {
            if (!section.isEmpty()) {
                page.open("section").element("h2", section.heading());
                section.write(page);
                page.close();
            }
        }
        page.close().close().close();
        return page.done().getBytes(StandardCharsets.UTF_8);
    }

    private static void head(Markup page, String title) {
        page.open("head");
        page.open("meta").with("charset", "utf-8").close();
        page.open("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", POLICY)
                .close();
        page.open("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1")
                .close();
        page.open("meta")
                .with("name", "referrer")
                .with("content", "no-referrer")
                .close();
        page.element("title", title);
        page.style(PageStyle.CSS);
        page.close();
    }
}
