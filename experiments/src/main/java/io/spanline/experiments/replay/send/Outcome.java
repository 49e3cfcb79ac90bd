package io.spanline.experiments.replay.send;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.TracePrefix;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param detail what the HTTP client said of the error
 */
record Outcome(ReplayCase request, ReplayLine line, @Nullable String detail) {
  static Outcome of(ReplayCase request, int repetition, TracePrefix.Ids ids, Answer answer) {
    Route route = request.route();
    return new Outcome(
        request,
        new ReplayLine(
            request.line(),
            repetition,
            request.original(),
            ids.trace(),
            ids.span(),
            route.service(),
            route.operation(),
            answer.moments(),
            answer.status(),
            answer.error(),
            answer.bytes(),
            null),
        answer.detail());
  }
}
