package io.relata.jobs.report;

import io.relata.transforms.plan.OptionPath;
import io.relata.transforms.survey.DataKeys;
import io.relata.transforms.survey.KindCounts;
import io.relata.transforms.survey.SourceSchema;
import io.relata.transforms.survey.Survey;
import io.relata.transforms.survey.SurveyPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the survey of a source found: paths and counts, and no value of the data.
 *
 * @param sampledBytes how much text was surveyed where that is a sample, of which all counts are; empty where it is all
 * @param records good records
 * @param rejected what was no good record
 * @param duplicateKeys members whose key their object had already
 * @param paths the first {@value #MOST_PATHS} paths, each object before its members
 * @param clashes where values are of several kinds
 * @param dataKeys the objects whose keys look like data
 */
public record SurveyReport(
        OptionalLong sampledBytes,
        long records,
        long rejected,
        long duplicateKeys,
        List<Path> paths,
        List<SourceSchema.Clash> clashes,
        List<DataKeys> dataKeys) {

    static final int MOST_PATHS = 5_000;

    /**
     * One path.
     *
     * @param path as a job file names it
     * @param kinds how many values of each kind
     * @param emptyArrays arrays without elements
     * @param longestText the most bytes a text takes in UTF-8
     */
    public record Path(String path, KindCounts kinds, long emptyArrays, int longestText) {}

    public SurveyReport {
        paths = List.copyOf(paths);
        dataKeys = List.copyOf(dataKeys);
        clashes = List.copyOf(clashes);
    }

    public static SurveyReport of(Survey survey, OptionalLong sampledBytes, List<SourceSchema.Clash> clashes) {
        List<Path> paths = new ArrayList<>();
        survey.root().members().forEach((key, member) -> collect(OptionPath.member("", key), member, paths));
        return new SurveyReport(
                sampledBytes,
                survey.records(),
                survey.rejectedRecords(),
                survey.duplicateKeys(),
                paths,
                clashes,
                DataKeys.of(survey).stream().limit(MOST_PATHS).toList());
    }

    private static void collect(String path, SurveyPlace place, List<Path> paths) {
        if (paths.size() == MOST_PATHS) {
            return;
        }
        paths.add(new Path(path, place.kinds(), place.emptyArrays(), place.longestText()));
        place.members().forEach((key, member) -> collect(OptionPath.member(path, key), member, paths));
        place.element().ifPresent(element -> collect(OptionPath.element(path), element, paths));
    }
}
