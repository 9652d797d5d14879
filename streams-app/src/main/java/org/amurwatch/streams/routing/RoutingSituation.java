package org.amurwatch.streams.routing;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Silence;
import org.amurwatch.streams.place.Places;
import org.jspecify.annotations.Nullable;

/**
 * What is known when somebody is to be told.
 *
 * @param now by the decision clock
 * @param teams all teams, retired ones too
 * @param lastPosition the last position of a team by its id; null where none is known
 * @param policies all escalation policies, retired ones too
 * @param silences all silences, retired and past ones too
 * @param places the map
 */
public record RoutingSituation(
        Instant now,
        Collection<PatrolTeam> teams,
        Function<String, @Nullable PatrolPosition> lastPosition,
        Collection<EscalationPolicy> policies,
        Collection<Silence> silences,
        Places places) {}
