package io.relata.jobs.jobtest;

import io.relata.Problem;
import io.relata.RelataException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes results as JUnit's XML, which build servers read. */
public record JUnitFile(Path file) {

    /**
     * @param job the job's name
     * @throws RelataException when the file cannot be written
     */
    public void write(String job, List<TestResult> results) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer out = Files.newBufferedWriter(file)) {
                XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
                suite(xml, job, results);
                xml.close();
            }
        } catch (IOException | XMLStreamException e) {
            throw RelataException.failed(
                    new Problem(
                            "Cannot write the results",
                            file.toString(),
                            "it cannot be written (" + e.getClass().getSimpleName() + ")",
                            "Check the path, and that the user may write it"),
                    e);
        }
    }

    private static void suite(XMLStreamWriter xml, String job, List<TestResult> results) throws XMLStreamException {
        Duration all = results.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", job);
        xml.writeAttribute("tests", String.valueOf(results.size()));
        xml.writeAttribute(
                "failures",
                String.valueOf(
                        results.stream().filter(result -> !result.passed()).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", seconds(all));
        for (TestResult result : results) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", job);
            xml.writeAttribute("name", allowed(result.test()));
            xml.writeAttribute("time", seconds(result.took()));
            if (!result.passed()) {
                xml.writeStartElement("failure");
                xml.writeAttribute(
                        "message",
                        allowed(result.differences().get(0).lines().findFirst().orElse("")));
                xml.writeCharacters(allowed(String.join("\n", result.differences())));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    /** XML has no way to write some characters, not even escaped. */
    private static String allowed(String text) {
        StringBuilder allowed = new StringBuilder();
        text.codePoints().forEach(character -> {
            boolean isAllowed = character == '\n'
                    || character == '\t'
                    || (character >= ' ' && character < 0xD800)
                    || (character > 0xDFFF && character < 0xFFFE)
                    || character >= 0x10000;
            allowed.appendCodePoint(isAllowed ? character : '?');
        });
        return allowed.toString();
    }
}
