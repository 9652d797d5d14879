/**
 * Answers from outside: signed links in messages and the small page behind them, and replies that gateways bring. Whatever
 * comes in here is checked before it is written to {@code patrol.responses}.
 */
@org.jspecify.annotations.NullMarked
package org.amurwatch.consumer.answer;
