// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tells without a transaction that nobody has changed the fabric: eight bytes beside its file, the version that the last
 * writer was about to commit.
 *
 * <p>Whoever writes announces his version while he holds the file's write lock, before he commits. So everything committed was
 * announced, and who knows the announced version knows everything. An announcement that was never followed by its commit
 * (the writer was killed, or rolled back) sends readers to the file itself until the next commit; so does a mark that is
 * missing or older than the file. It is never needed, and may be deleted while nobody has the fabric open.
 *
 * <p>The bytes are mapped into memory, for a look at them must cost next to nothing. Not on Windows: there a mapped file cannot be
 * deleted before the garbage collector has seen to it.
 */
final class ChangeMark implements AutoCloseable {

    private static final VarHandle VERSION = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A file of zeros has nothing announced; versions begin with 1. */
    private static final long NOTHING = 0;

    private final RandomAccessFile file;
    private final @Nullable ByteBuffer mapped;

    private ChangeMark(RandomAccessFile file, @Nullable ByteBuffer mapped) {
        this.file = file;
        this.mapped = mapped;
    }

    static ChangeMark beside(Path fabric) {
        Path mark = fabric.resolveSibling(fabric.getFileName() + "-mark");
        try {
            RandomAccessFile file = new RandomAccessFile(mark.toFile(), "rw");
            if (file.length() != Long.BYTES) {
                // Written, not only made longer: a full disk is an error here, and not a fault at a store into memory.
                file.writeLong(NOTHING);
                file.setLength(Long.BYTES);
            }
            boolean windows = File.separatorChar == '\\';
            return new ChangeMark(
                    file, windows ? null : file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + mark, e);
        }
    }

    /** Whether nobody has begun to commit anything later than this version. */
    boolean isCurrent(long version) {
        try {
            long announced = mapped == null ? read() : (long) VERSION.getVolatile(mapped, 0);
            return announced == version && version != NOTHING;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private synchronized long read() throws IOException {
        file.seek(0);
        return file.readLong();
    }

    /** Needs the file's write lock; what fails here must not be committed. */
    synchronized void announce(long version) {
        if (mapped != null) {
            VERSION.setVolatile(mapped, 0, version);
            return;
        }
        try {
            file.seek(0);
            file.writeLong(version);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot mark a change of the fabric", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the fabric's mark", e);
        }
    }
}
