package org.amurwatch.producer.camtrap;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.amurwatch.producer.table.FieldTime;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * One deployment: one camera at one place for one period.
 *
 * @param location what makes its station: locationID, else locationName, else "lat,lon"
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param uncertaintyMetres null where the package does not say
 * @param end null where the package does not say
 * @param timestampIssues the source knows that its clock is wrong
 */
public record DeploymentRow(
        String deploymentId,
        String location,
        double latitude,
        double longitude,
        @Nullable Double uncertaintyMetres,
        @Nullable String cameraId,
        Instant start,
        @Nullable Instant end,
        boolean timestampIssues,
        String file,
        long row) {

    /** A picture so soon after a camera began, or so shortly before it ended, shows its crew (domain.md: 78 of 83 did). */
    private static final Duration CREW_AT_WORK = Duration.ofMinutes(60);

    /** @throws UnusableRow if a required field is missing or can't be right */
    public static DeploymentRow of(Row row) throws UnusableRow {
        row.checkLength();
        String id = row.required(ObservationRow.LONGEST_ID, "deploymentID");
        BigDecimal latitude = row.degrees("latitude", 90);
        BigDecimal longitude = row.degrees("longitude", 180);
        String location = row.text("locationID", "locationName");
        String end = row.text("deploymentEnd", "end");
        return new DeploymentRow(
                id,
                location != null ? location : plain(latitude) + "," + plain(longitude),
                latitude.doubleValue(),
                longitude.doubleValue(),
                row.positive("coordinateUncertainty"),
                row.text("cameraID"),
                FieldTime.parse("deploymentStart", row.required("deploymentStart", "start")),
                end == null ? null : FieldTime.parse("deploymentEnd", end),
                row.flag("timestampIssues"),
                row.file(),
                row.number());
    }

    /** Whether the crew is at the camera then. */
    boolean crewAtWork(Instant time) {
        return near(time, start) || (end != null && near(time, end));
    }

    private static boolean near(Instant time, Instant visit) {
        return Duration.between(time, visit).abs().compareTo(CREW_AT_WORK) <= 0;
    }

    private static String plain(BigDecimal degrees) {
        return degrees.signum() == 0 ? "0" : degrees.stripTrailingZeros().toPlainString();
    }
}
