package org.amurwatch.producer.simulation.world;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** When the sun rises and sets at a place: the NOAA solar equations, good to about two minutes at 43 degrees north. */
public final class Sun {

    /** The centre of the sun at the moment its upper edge is on the horizon, with refraction. */
    private static final double HORIZON = StrictMath.toRadians(90.833);

    private final double latitude;
    private final double longitude;

    public Sun(double latitude, double longitude) {
        this.latitude = StrictMath.toRadians(latitude);
        this.longitude = longitude;
    }

    /** The light of one day, in epoch seconds. */
    public record Light(long sunrise, long sunset) {
        public boolean dark(long at) {
            return at < sunrise || at >= sunset;
        }
    }

    public Light on(LocalDate date) {
        double angle = 2 * StrictMath.PI / date.lengthOfYear() * (date.getDayOfYear() - 1);
        double equationOfTime = 229.18
                * (0.000075
                        + 0.001868 * StrictMath.cos(angle)
                        - 0.032077 * StrictMath.sin(angle)
                        - 0.014615 * StrictMath.cos(2 * angle)
                        - 0.040849 * StrictMath.sin(2 * angle));
        double declination = 0.006918
                - 0.399912 * StrictMath.cos(angle)
                + 0.070257 * StrictMath.sin(angle)
                - 0.006758 * StrictMath.cos(2 * angle)
                + 0.000907 * StrictMath.sin(2 * angle)
                - 0.002697 * StrictMath.cos(3 * angle)
                + 0.00148 * StrictMath.sin(3 * angle);
        double halfDay = StrictMath.toDegrees(
                StrictMath.acos(StrictMath.cos(HORIZON) / (StrictMath.cos(latitude) * StrictMath.cos(declination))
                        - StrictMath.tan(latitude) * StrictMath.tan(declination)));
        long midnight = date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        double noon = 720 - 4 * longitude - equationOfTime;
        return new Light(
                midnight + StrictMath.round((noon - 4 * halfDay) * 60),
                midnight + StrictMath.round((noon + 4 * halfDay) * 60));
    }
}
