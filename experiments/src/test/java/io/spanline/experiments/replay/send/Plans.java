package io.spanline.experiments.replay.send;

import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.Supply;
import io.spanline.model.TraceId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans and cases for tests of sending. */
final class Plans {
  private Plans() {}

  static SendOptions options(Duration timeout) {
    return new SendOptions(256, timeout, null, StatusCheck.CAPTURED);
  }

  static ReplayCase get(URI target, String path) {
    return request(target, "GET", path, null);
  }

  static ReplayCase request(URI target, String method, String path, @Nullable Supply supply) {
    Route route = new Route("shop", method + " /x", method, target, supply);
    return new ReplayCase(1, new TraceId(1, 1), 0, route, path, Map.of(), 200);
  }

  /** GETs that were captured at the times that {@code startNanos} gives, answered with 200. */
  static ReplayPlan gets(URI target, Pace pace, long... startNanos) {
    Route route = new Route("shop", "GET /x", "GET", target, null);
    return new ReplayPlan(
        IntStream.range(0, startNanos.length)
            .mapToObj(
                i ->
                    new ReplayCase(
                        i + 1,
                        new TraceId(1, i + 1),
                        startNanos[i],
                        route,
                        "/x/" + i,
                        Map.of(),
                        200))
            .toList(),
        1,
        pace,
        new TreeMap<>());
  }

  static ReplayPlan gets(URI target, int count, double perSecond) {
    return gets(target, new Pace.Rate(perSecond), new long[count]);
  }
}
