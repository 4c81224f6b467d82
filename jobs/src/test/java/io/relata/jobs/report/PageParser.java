package io.relata.jobs.report;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads pages as XML, which is stricter than any browser: a character that slips through unescaped does not parse. */
final class PageParser {

    private PageParser() {}

    static Document parse(byte[] page) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(page));
        } catch (Exception e) {
            throw new AssertionError("The page is not well-formed: " + e.getMessage(), e);
        }
    }

    static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int node = 0; node < nodes.getLength(); node++) {
            elements.add((Element) nodes.item(node));
        }
        return elements;
    }

    static List<String> texts(Document page, String name) {
        return elements(page, name).stream().map(Element::getTextContent).toList();
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
