package org.amurwatch.producer.importing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.event.ContentHash;
import org.amurwatch.producer.camtrap.ContentDigest;
import org.amurwatch.producer.camtrap.DeploymentRow;
import org.jspecify.annotations.Nullable;

/** A deployment of the package, and what becomes of it. */
final class DeploymentPlan {

    private static final int MOST_REPLACED = 16;

    /** What was published of it last. */
    record Stored(
            @Nullable String contentDigest,
            List<String> replacedDigests,
            Instant revision,
            long contentHash,
            List<ClassificationTally> tallies) {

        static Stored of(Deployment deployment, boolean withTallies) {
            return new Stored(
                    deployment.getContentDigest(),
                    List.copyOf(deployment.getReplacedDigests()),
                    deployment.getProvenance().getRevision(),
                    ContentHash.of(deployment),
                    withTallies ? List.copyOf(deployment.getTallies()) : List.of());
        }
    }

    private final int number;
    private final DeploymentRow row;
    private final byte[] rowDigest;
    private final ContentDigest digest = new ContentDigest();
    private @Nullable Stored stored;
    private boolean superseded;

    /** @param number of the deployment in this import */
    DeploymentPlan(int number, DeploymentRow row, byte[] rowDigest) {
        this.number = number;
        this.row = row;
        this.rowDigest = rowDigest;
        digest.add(rowDigest);
    }

    int number() {
        return number;
    }

    DeploymentRow row() {
        return row;
    }

    @Nullable
    Stored stored() {
        return stored;
    }

    boolean superseded() {
        return superseded;
    }

    String digest() {
        return digest.hex();
    }

    /** Of two rows with one id the one that holds does not depend on their order. */
    int compareRow(byte[] otherRowDigest) {
        return Arrays.compareUnsigned(rowDigest, otherRowDigest);
    }

    void addObservation(byte[] observationDigest) {
        digest.add(observationDigest);
    }

    /** @param withTallies whether its tallies are needed again: they may be many */
    void observe(Deployment deployment, boolean withTallies) {
        Instant revision = deployment.getProvenance().getRevision();
        if (stored == null || !revision.isBefore(stored.revision())) {
            stored = Stored.of(deployment, withTallies);
        }
    }

    /**
     * Decides, once all rows are digested, whether a later package was imported before: then nothing of this one may be
     * sent. Tells it by the dates; and of packages with the same date, or without one, by the digests that were replaced. So
     * what was replaced holds again only if a package with a later date states it.
     */
    void decide(PackageRevision revision) {
        superseded = stored != null
                && stored.contentDigest() != null
                && !digest().equals(stored.contentDigest())
                && (revision.time().isBefore(stored.revision())
                        || (stored.replacedDigests().contains(digest()) && !revision.isLaterThan(stored.revision())));
    }

    /** Digests that this package and earlier ones replaced, newest first. */
    List<String> replacedDigests() {
        if (stored == null) {
            return List.of();
        }
        List<String> replaced = new ArrayList<>();
        if (stored.contentDigest() != null && !stored.contentDigest().equals(digest())) {
            replaced.add(stored.contentDigest());
        }
        stored.replacedDigests().stream()
                .filter(earlier -> !earlier.equals(digest()))
                .forEach(replaced::add);
        return List.copyOf(replaced.subList(0, Math.min(MOST_REPLACED, replaced.size())));
    }
}
