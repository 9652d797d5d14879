package org.amurwatch.producer.simulation.world;

/**
 * How somebody moves: minutes per kilometre through forest and on each kind of way. What is dear is avoided.
 */
public enum Gait {
    /** On foot, by trails where there are any. */
    WALKER(35, 15, 14, 13, 8),
    /** On foot, away from trails, where nobody comes. */
    STEALTHY(30, 75, 75, 60, 10),
    /** A vehicle, by roads and forest tracks. */
    VEHICLE(240, 120, 4, 1.5, 240);

    private final double forest;
    private final double trail;
    private final double track;
    private final double road;
    private final double ford;

    Gait(double forest, double trail, double track, double road, double ford) {
        this.forest = forest;
        this.trail = trail;
        this.track = track;
        this.road = road;
        this.ford = ford;
    }

    double minutesPerKilometre(byte way) {
        return switch (way) {
            case Terrain.ROAD -> road;
            case Terrain.TRACK -> track;
            case Terrain.TRAIL -> trail;
            default -> forest;
        };
    }

    double minutesPerFord() {
        return ford;
    }

    double best() {
        return Math.min(Math.min(forest, trail), Math.min(track, road));
    }

    /** Whether it keeps to a way of this kind where it meets one, and so walks past what watches the way. */
    public boolean follows(byte way) {
        return switch (this) {
            case WALKER -> way != Terrain.FOREST;
            case STEALTHY -> false;
            case VEHICLE -> way == Terrain.TRACK || way == Terrain.ROAD;
        };
    }
}
