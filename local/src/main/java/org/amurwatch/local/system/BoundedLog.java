package org.amurwatch.local.system;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A log file that takes at most twice its bound: when full it becomes {@code NAME.1}, and a new one is begun. */
final class BoundedLog {

    private final Path file;
    private final long boundBytes;

    BoundedLog(Path file, long boundBytes) {
        this.file = file;
        this.boundBytes = boundBytes;
    }

    Path file() {
        return file;
    }

    /** Copies a child's output into the file until it ends. */
    void pump(InputStream output) {
        byte[] buffer = new byte[8192];
        try (InputStream in = output) {
            OutputStream out = open();
            try {
                long size = Files.size(file);
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (size + read > boundBytes) {
                        out.close();
                        Files.move(file, rotated(), StandardCopyOption.REPLACE_EXISTING);
                        out = open();
                        size = 0;
                    }
                    out.write(buffer, 0, read);
                    if (in.available() == 0) {
                        out.flush();
                    }
                    size += read;
                }
            } finally {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the log " + file + ".", e);
        }
    }

    /** The last lines, for a sentence about a child that died. */
    List<String> tail(int lines) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int from = Math.max(0, bytes.length - 16_384);
            List<String> all = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(the log can't be read: " + e.getMessage() + ")");
        }
    }

    private Path rotated() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    private OutputStream open() throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }
}
