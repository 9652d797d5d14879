package org.amurwatch.producer.publish;

/**
 * How full one disk of a broker is.
 *
 * @param broker the broker's id
 * @param folder its log folder
 * @param totalBytes size of the disk
 * @param usableBytes what is free there
 */
record DiskUsage(int broker, String folder, long totalBytes, long usableBytes) {

    /** The used share, 0 to 1. */
    double share() {
        return totalBytes <= 0 ? 0 : 1.0 - (double) usableBytes / totalBytes;
    }
}
