package org.amurwatch.producer.simulation.world;

import java.util.ArrayList;
import java.util.List;

/** Where somebody is when: cells in order of time, made by going and staying. Times are epoch seconds. */
public final class Journey {

    private final Terrain terrain;
    private final List<Step> steps = new ArrayList<>();
    private long now;

    public Journey(Terrain terrain, int start, long begin) {
        this.terrain = terrain;
        this.now = begin;
        steps.add(new Step(start, begin, begin, false, Gait.WALKER));
    }

    /**
     * A cell, from when to when.
     *
     * @param onWay whether they came along a trail, track or road in it
     */
    public record Step(int cell, long from, long to, boolean onWay, Gait gait) {}

    /** Goes the cheapest way. */
    public Journey go(int to, Gait gait) {
        int[] route = terrain.route(here(), to, gait);
        for (int i = 1; i < route.length; i++) {
            long arrived = now + StrictMath.round(terrain.seconds(route[i - 1], route[i], gait));
            steps.add(new Step(route[i], now, arrived, gait.follows(terrain.way(route[i])), gait));
            now = arrived;
        }
        return this;
    }

    /** Stays in the cell reached. */
    public Journey stay(long seconds) {
        Step last = steps.get(steps.size() - 1);
        now += seconds;
        steps.set(steps.size() - 1, new Step(last.cell(), last.from(), now, last.onWay(), last.gait()));
        return this;
    }

    /** Is away, not moving in the world, until it begins again at a cell. */
    public Journey resume(int start, long begin) {
        now = Math.max(now, begin);
        steps.add(new Step(start, now, now, false, Gait.WALKER));
        return this;
    }

    public int here() {
        return steps.get(steps.size() - 1).cell();
    }

    public int start() {
        return steps.get(0).cell();
    }

    public long now() {
        return now;
    }

    public List<Step> steps() {
        return steps;
    }
}
