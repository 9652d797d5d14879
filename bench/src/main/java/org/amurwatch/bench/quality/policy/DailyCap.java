package org.amurwatch.bench.quality.policy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets through the first pages of each local day and drops the rest: what is left of any policy when those who are paged
 * read no more than so many a day. Messages of an incident whose page was dropped on the same day are dropped too.
 */
public final class DailyCap implements Consumer<Page> {

    private record Told(Level level, String incidentId) {}

    private final int pagesPerDay;
    private final ZoneId timeZone;
    private final Consumer<Page> next;
    private final Set<Told> let = new HashSet<>();
    private LocalDate day = LocalDate.MIN;

    /** @param pagesPerDay 1 or more */
    public DailyCap(int pagesPerDay, ZoneId timeZone, Consumer<Page> next) {
        this.pagesPerDay = pagesPerDay;
        this.timeZone = timeZone;
        this.next = next;
    }

    @Override
    public void accept(Page page) {
        LocalDate today = LocalDate.ofInstant(page.at(), timeZone);
        if (!today.equals(day)) {
            day = today;
            let.clear();
        }
        Told told = new Told(page.level(), page.incidentId());
        if (let.contains(told) || let.size() < pagesPerDay) {
            let.add(told);
            next.accept(page);
        }
    }
}
