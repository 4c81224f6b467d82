package io.relata.catalog.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relata.RelataException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GlueSettingsTest {

    @Test
    void regionEndpointAndCatalogAreTaken() {
        GlueSettings settings = new GlueSettings(
                "us-gov-east-1", Optional.of(URI.create("http://127.0.0.1:9000")), Optional.of("123456789012"));

        assertThat(settings.region()).isEqualTo("us-gov-east-1");
    }

    @Test
    void textThatIsNoRegionIsRefused() {
        assertThatThrownBy(() -> new GlueSettings("EU Central\n", Optional.empty(), Optional.empty()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use region \"EU Central\\u000a\" (of the Glue Data Catalog): it is not the name of"
                        + " a region. Give one such as eu-central-1.");
    }

    @Test
    void endpointWithAPasswordIsRefusedWithoutShowingIt() {
        URI endpoint = URI.create("https://user:password@host/");

        assertThatThrownBy(() -> new GlueSettings("eu-central-1", Optional.of(endpoint), Optional.empty()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use endpoint of host host (of the Glue Data Catalog): it holds more than a host, a"
                        + " port and a path. Take the rest out; credentials come from the environment, a profile or a"
                        + " role.");
    }

    @Test
    void endpointThatIsNoUrlIsRefused() {
        assertThatThrownBy(() -> new GlueSettings("eu-central-1", Optional.of(URI.create("file:/x")), Optional.empty()))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use endpoint (of the Glue Data Catalog): it does not begin with http:// or https://"
                        + " and a host. Give one such as https://host.");
    }

    @Test
    void catalogIdOfOddCharactersIsRefused() {
        assertThatThrownBy(() -> new GlueSettings("eu-central-1", Optional.empty(), Optional.of("12 34")))
                .isInstanceOf(RelataException.class)
                .hasMessage("Cannot use catalog id \"12 34\" (of the Glue Data Catalog): it is not one. Give the number"
                        + " of the catalog's account.");
    }
}
