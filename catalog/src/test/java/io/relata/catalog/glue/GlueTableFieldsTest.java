package io.relata.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

class GlueTableFieldsTest {

    /** A field that a newer SDK lets through would be lost by every update: it has to be copied, or named here. */
    @Test
    void fieldsThatCanBeReadAndWrittenAreTheOnesThatAreCopied() {
        Set<String> both = TableInput.builder().build().sdkFields().stream()
                .map(SdkField::memberName)
                .collect(Collectors.toCollection(TreeSet::new));
        both.retainAll(Table.builder().build().sdkFields().stream()
                .map(SdkField::memberName)
                .collect(Collectors.toSet()));

        assertThat(both)
                .containsExactly(
                        "Description",
                        "LastAccessTime",
                        "LastAnalyzedTime",
                        "Name",
                        "Owner",
                        "Parameters",
                        "PartitionKeys",
                        "Retention",
                        "StorageDescriptor",
                        "TableType",
                        "TargetTable",
                        "ViewDefinition",
                        "ViewExpandedText",
                        "ViewOriginalText");
    }
}
