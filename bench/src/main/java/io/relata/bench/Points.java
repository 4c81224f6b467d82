package io.relata.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every combination of data, size and number of cores that is asked for. */
final class Points {

    private Points() {}

    /**
     * By cores, then by data, then by size, so that Spark starts anew as seldom as can be. Data that is not there yet is
     * made.
     *
     * @param folder for the data
     */
    static List<Point> of(Path folder, List<RecordShape> shapes, List<Integer> sizes, List<Integer> cores, long seed) {
        List<Point> once = new ArrayList<>();
        for (RecordShape shape : shapes) {
            for (int megabytes : sizes) {
                GeneratedData data = GeneratedData.in(folder, shape, megabytes, seed);
                once.add(new Point(data, new Agreement(data.manifest().tables()), cores.get(0)));
            }
        }
        List<Point> points = new ArrayList<>();
        for (int number : cores) {
            once.forEach(point -> points.add(new Point(point.data(), point.agreement(), number)));
        }
        return points;
    }
}
