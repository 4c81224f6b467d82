package io.relata.jobs;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class RelataVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(RelataVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
        return new String[] {"relata " + version};
    }
}
