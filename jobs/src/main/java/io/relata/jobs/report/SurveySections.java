package io.relata.jobs.report;

import static io.relata.jobs.report.HtmlTable.Column.number;
import static io.relata.jobs.report.HtmlTable.Column.text;

import io.relata.transforms.survey.DataKeys;
import io.relata.transforms.survey.SourceSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the page shows of the survey: what a person may want to decide otherwise. */
final class SurveySections {

    private SurveySections() {}

    static PageSection clashes(Optional<SurveyReport> survey) {
        List<SourceSchema.Clash> clashes = survey.map(SurveyReport::clashes).orElse(List.of());
        return new RowsSection<>(
                "Values of several kinds",
                clashes,
                List.of(text("Path"), text("Values"), text("What becomes of them"), text("First of each kind")),
                clash -> List.of(clash.path(), clash.kinds(), clash.policy(), firsts(clash)));
    }

    private static String firsts(SourceSchema.Clash clash) {
        return clash.firsts().stream()
                .map(first -> first.kind() + ": " + first.record().shown())
                .collect(Collectors.joining("; "));
    }

    static PageSection dataKeys(Optional<SurveyReport> survey) {
        List<DataKeys> keys = survey.map(SurveyReport::dataKeys).orElse(List.of());
        return new RowsSection<>(
                "Keys that look like data",
                keys,
                List.of(text("Object"), number("Different keys"), number("Objects with them")),
                object -> List.of(
                        object.isOfRecords() ? "the record" : object.path(),
                        Quantity.count(object.keys()),
                        Quantity.count(object.objects())));
    }
}
