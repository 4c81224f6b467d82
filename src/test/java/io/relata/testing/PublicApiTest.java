package io.relata.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Public, so that what is inside can be named. */
@Tag("any-spark")
public class PublicApiTest {

    /** Its members stand for what a module may have. */
    public abstract static class Sample<T extends Comparable<T>> implements Runnable {
        public static final int LIMIT = 1;
        int seen;

        protected Sample(List<? super T> first, String... more) {}

        private Sample() {}

        protected abstract <E extends Exception> T of(T one) throws E;

        void hidden() {}

        @Override
        public String toString() {
            return "sample" + seen;
        }
    }

    /** A record and a sealed type name what belongs to them. */
    public record Point(int x) implements Shape {}

    /** Of points alone. */
    public sealed interface Shape permits Point {}

    static final class Hidden {
        /** In a class that nobody can name. */
        public static final class Inner {}
    }

    @Test
    void showsWhatProgramsCanNameAndNothingElse() {
        String name = "io.relata.testing.PublicApiTest$";
        assertThat(PublicApi.of(Sample.class))
                .containsExactlyInAnyOrder(
                        name
                                + "Sample: public abstract class[T] extends java.lang.Object implements java.lang.Runnable",
                        name + "Sample: public static final int " + name + "Sample.LIMIT",
                        name + "Sample: protected " + name + "Sample(java.util.List<? super T>,java.lang.String...)",
                        name + "Sample: protected abstract <E extends java.lang.Exception> T " + name
                                + "Sample.of(T) throws E");
        assertThat(PublicApi.of(Point.class))
                .containsExactlyInAnyOrder(
                        name + "Point: public final record extends java.lang.Record implements " + name + "Shape",
                        name + "Point: public " + name + "Point(int)",
                        name + "Point: public int " + name + "Point.x()");
        assertThat(PublicApi.of(Shape.class))
                .containsExactly(name + "Shape: public abstract interface permits " + name + "Point");
        assertThat(PublicApi.of(Hidden.Inner.class)).isEmpty();
    }

    @Test
    void saysWhatBreaksAndWhatToDo() {
        assertThat(PublicApiContract.difference("src/api.txt", List.of("a", "b"), List.of("b", "c")))
                .isEqualTo("""
                        Programs can name something else than src/api.txt says.
                        Gone or changed, so that programs no longer compile or link:
                        - a
                        New or changed, and promised from now on:
                        + c
                        If that is meant, say so in CHANGELOG.md and write the file anew with -Drelata.update=true; if not, \
                        leave the old in place, or make the new package-private.""");
        assertThat(PublicApiContract.difference("src/api.txt", List.of("a"), List.of("a")))
                .isEmpty();
    }
}
