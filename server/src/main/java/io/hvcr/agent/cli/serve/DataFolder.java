// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one agent: journal, certificate, tokens, log. Only its owner can read it, and only one agent at a time has it.
 *
 * <p>The lock is the operating system's, on a file of its own, so that it is gone with the process however that ends.
 */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "agent.lock";

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes the folder where it is not there, and takes it. */
    static DataFolder take(Path folder) {
        make(folder);
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StartException("another agent is running with the data folder " + folder
                        + "; stop it, or name another folder with --data");
            }
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw new StartException("the data folder " + folder + " cannot be written: " + Reasons.of(e));
        }
    }

    /** A folder of ours is its owner's alone; one that was there before keeps the rights that somebody gave it. */
    private static void make(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                return;
            }
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            throw new StartException("the data folder cannot be " + folder + ", because " + e.getFile()
                    + " is a file; name another folder with --data");
        } catch (IOException e) {
            throw new StartException("the data folder " + folder + " cannot be made: " + Reasons.of(e));
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another agent of this very process
        }
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Lets go of the folder. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
