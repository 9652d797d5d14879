package org.amurwatch.consumer.answer;

import java.nio.file.Path;
import org.amurwatch.failure.CommandFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of keys, read again whenever it changes. A change that can't be used is logged, and what was read before holds. */
public final class LinkKeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(LinkKeyFile.class);

    private final Path file;
    private volatile LinkKeys keys;
    private String lastComplaint = "";

    /** @throws CommandFailure with exit 2 if the file can't be used */
    public LinkKeyFile(Path file) {
        this.file = file;
        this.keys = LinkKeys.read(file);
    }

    LinkKeys keys() {
        return keys;
    }

    /** Reads the file again; to be called now and then, by one thread. */
    public void refresh() {
        try {
            keys = LinkKeys.read(file);
            lastComplaint = "";
        } catch (CommandFailure e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(lastComplaint)) {
                lastComplaint = complaint;
                LOG.error("Links are signed with the keys as they were read before. {}", complaint);
            }
        }
    }
}
