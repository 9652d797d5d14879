package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.SignalSubject;

/** The two rules that no set can take away: our own people are in danger. */
public final class BuiltInRules {

    /** A patrol calls for help, or has met poachers. */
    public static final Rule PATROL_IN_DANGER = new Rule(
            "patrol-in-danger",
            "Our own people are in danger: whatever a set says, everybody is told.",
            Severity.CRITICAL,
            PageLevel.DISPATCH,
            null,
            Duration.ZERO,
            Map.of(
                    "en", "Patrol calls for help: {place}, {time}. Call them and go.",
                    "ru", "Патруль просит помощи: {place}, {time}. Свяжитесь и выезжайте.",
                    "zh", "巡护队求救：{place}，{time}。请立即联系并前往。"),
            new Pattern.Threshold(Selector.of(AlertKind.SOS, AlertKind.PATROL_CONTACT), 1, 0, Duration.ZERO));

    /** A patrol has not been heard of when it should have been. */
    public static final Rule MISSED_CHECK_IN = new Rule(
            "missed-check-in",
            "A patrol that is silent may need help and be unable to ask for it.",
            Severity.CRITICAL,
            PageLevel.DISPATCH,
            null,
            Duration.ZERO,
            Map.of(
                    "en", "Patrol missed its check-in: last known {place}, {time}. Call them; if nobody answers, go.",
                    "ru",
                            "Патруль не вышел на связь: последнее место {place}, {time}. Вызовите; нет ответа — выезжайте.",
                    "zh", "巡护队未按时报到：最后位置 {place}，{time}。请呼叫；无人应答则前往。"),
            new Pattern.Absence(SignalSubject.TEAM, 1, Duration.ofHours(1)));

    static final List<Rule> ALL = List.of(PATROL_IN_DANGER, MISSED_CHECK_IN);

    private BuiltInRules() {}
}
