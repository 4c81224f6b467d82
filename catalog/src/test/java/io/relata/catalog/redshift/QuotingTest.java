package io.relata.catalog.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that comes from data or a job file becomes SQL, and what a person wrote stays one query. */
@Tag("any-spark")
class QuotingTest {

    @Test
    void namesAreQuotedWhateverTheyHold() {
        assertThat(RelationName.of("order", "a.b; drop").sql()).isEqualTo("\"order\".\"a.b; drop\"");
    }

    @Test
    void namesThatRedshiftHasNotAreRefused() {
        assertThatThrownBy(() -> new Identifier("a\"b"))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use a name in Redshift (a\"b): it holds a quotation mark or a control character."
                        + " Give it another name in the job file.");
        assertThatThrownBy(() -> new Identifier("a\nb"))
                .hasMessage("Cannot use a name in Redshift (a\\u000ab): it holds a quotation mark or a control"
                        + " character. Give it another name in the job file.");
        assertThatThrownBy(() -> new Identifier(" "))
                .hasMessage("Cannot use a name in Redshift ( ): it is blank. Give it another name in the job file.");
        String longest = "\u00e9".repeat(63) + "x";
        assertThat(new Identifier(longest).sql()).isEqualTo("\"" + longest + "\"");
        assertThatThrownBy(() -> new Identifier(longest + "x"))
                .hasMessage(
                        "Cannot use a name in Redshift (" + longest + "x): it has 128 bytes, and Redshift cuts names"
                                + " after 127. Give it another name in the job file.");
    }

    @Test
    void literalsEndWhereTheTextDoes() {
        assertThat(Literal.of("it's")).isEqualTo("'it''s'");
        assertThat(Literal.of("\\")).isEqualTo("'\\\\'");
        assertThat(Literal.of("\\' OR 1=1 --")).isEqualTo("'\\\\'' OR 1=1 --'");
        assertThatThrownBy(() -> Literal.of("\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Redshift has no text with a NUL");
    }

    @Test
    void placesAreInS3() {
        assertThat(new S3Location("s3a://b/k").folder().uri()).isEqualTo("s3://b/k/");
        assertThatThrownBy(() -> new S3Location("file:/tmp/x"))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot have Redshift read files (file:/tmp/x): it reads them from S3, by s3://bucket/folder."
                                + " Give a target in S3, or a warehouse that reads this one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::123:role/x", "default", "arn:aws:iam::123456789012:role/x' x"})
    void rolesAreArns(String role) {
        assertThatThrownBy(() -> IamRole.Named.of(role))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot give Redshift a role (" + role
                        + "): it is not the ARN of a role. Write it as arn:aws:iam::123456789012:role/name.");
    }

    @Test
    void aQueryLosesItsSemicolonAndNothingElse() {
        assertThat(new SelectQuery("  SELECT 1 ;  ").sql()).isEqualTo("SELECT 1");
        assertThat(new SelectQuery("SELECT ';' || \"a;b\" /* ; /* ; */ ' */ FROM t;").sql())
                .isEqualTo("SELECT ';' || \"a;b\" /* ; /* ; */ ' */ FROM t");
        assertThat(new SelectQuery("SELECT 'it''s;', '\\';'").sql()).isEqualTo("SELECT 'it''s;', '\\';'");
        assertThat(new SelectQuery("SELECT 1 -- one;\n;\n-- done").sql()).isEqualTo("SELECT 1 -- one;\n");
        assertThat(new SelectQuery("SELECT \"$path\" FROM t WHERE a$b = $1").sql())
                .isEqualTo("SELECT \"$path\" FROM t WHERE a$b = $1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "-- nothing",
                "SELECT 1; DROP TABLE t",
                "SELECT 1;;x",
                "SELECT 'a",
                "SELECT 'a\\'",
                "SELECT \"a",
                "SELECT 1 /* no end",
                "SELECT 1 /* /* */",
                "SELECT $$'$$; DROP TABLE t; --'",
                "SELECT $a$'$a$; DROP TABLE t; --'"
            })
    void whatIsNotOneQueryIsRefused(String sql) {
        assertThatThrownBy(() -> new SelectQuery(sql))
                .isInstanceOf(RelataException.class)
                .hasMessage(
                        "Cannot use a query (its SQL): it is empty, holds more than one statement, or a text, name or"
                                + " comment in it has no end. Write one SELECT.");
    }
}
