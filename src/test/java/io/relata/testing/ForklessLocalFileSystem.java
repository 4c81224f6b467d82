package io.relata.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** Hadoop's local files, but without starting a process to set the permissions of each file and folder. */
public final class ForklessLocalFileSystem extends LocalFileSystem {

    /** Made by Hadoop. */
    public ForklessLocalFileSystem() {
        super(new Raw());
    }

    /** Makes {@code file:} of this configuration such files. */
    public static Configuration in(Configuration configuration) {
        configuration.setClass("fs.file.impl", ForklessLocalFileSystem.class, FileSystem.class);
        return configuration;
    }

    private static final class Raw extends RawLocalFileSystem {

        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            String symbols = permission.getUserAction().SYMBOL
                    + permission.getGroupAction().SYMBOL
                    + permission.getOtherAction().SYMBOL;
            Files.setPosixFilePermissions(pathToFile(path).toPath(), PosixFilePermissions.fromString(symbols));
        }
    }
}
