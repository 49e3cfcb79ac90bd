package io.spanline.experiments.compare;

import io.spanline.experiments.compare.RateChange.Rate;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether a service was asked for the same operations on both sides, so that it can be judged. */
final class Mix {
  private static final double TAIL = 0.005;
  // A slow operation that goes from 3 to 7 % is all of p95; a share that moved by less is not worth
  // a word.
  private static final double POINTS = 0.01;

  private Mix() {}

  /** Which operation's share moved most, in words; null if none is shown to have. */
  static @Nullable String difference(Side.Service before, Side.Service after) {
    String most = null;
    double largest = 0;
    SortedSet<String> names = new TreeSet<>(before.operations().keySet());
    names.addAll(after.operations().keySet());
    for (String name : names) {
      RateChange share = new RateChange(share(before, name), share(after, name));
      double moved = Math.abs(share.after() - share.before());
      if (moved >= POINTS && moved > largest && share.isShown(TAIL / names.size())) {
        largest = moved;
        most =
            "its mix differs: %s went from %.0f to %.0f %% of its requests"
                .formatted(name, 100 * share.before(), 100 * share.after());
      }
    }
    return most;
  }

  private static Rate share(Side.Service service, String operation) {
    SortedMap<String, Side.Requests> operations = service.operations();
    Side.Requests requests = operations.get(operation);
    return new Rate(
        service.all().errors().rate().of(), requests == null ? 0 : requests.errors().rate().of());
  }
}
