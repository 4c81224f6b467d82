package io.relata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableFolderTest {

    @Test
    void aPlainNameIsItsOwnFolder() {
        assertThat(TableFolder.of("legislators_terms.val.party_affiliations"))
                .isEqualTo("legislators_terms.val.party_affiliations");
    }

    @Test
    void anyOtherNameBecomesAReadablePartAndAHash() {
        assertThat(TableFolder.of("root_Tags")).isEqualTo("root-tags~eb7c658a8de0");
    }

    @Test
    void noNameLeadsOutOfTheParentOrIsOneThatReadersSkip() {
        for (String name : List.of("..", ".", "../x", "/etc", "_relata", ".hidden", "a/b", "a\\b", "", "~", "名前")) {
            assertThat(TableFolder.of(name)).as(name).matches("[a-z0-9-][a-z0-9_.~-]*[^~]");
        }
    }

    @Test
    void namesThatDifferInCaseAloneHaveFoldersThatDifferInMore() {
        assertThat(TableFolder.of("root_Tags").toLowerCase(java.util.Locale.ROOT))
                .isNotEqualTo(TableFolder.of("root_tags"));
    }

    @Test
    void longNamesHaveShortFoldersOfTheirOwn() {
        String long255 = "a".repeat(255);
        assertThat(TableFolder.of(long255)).hasSizeLessThan(100).isNotEqualTo(TableFolder.of(long255 + "a"));
    }
}
