package io.spanline.experiments.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a route's requests need and no trace holds: headers, a query, a body. */
public interface Supply {
  /** The parts of one request, with all that is secret in them. */
  record Parts(Map<String, String> headers, @Nullable String query, @Nullable String body) {
    public Parts {
      headers = Map.copyOf(headers);
    }

    /** Nothing of what it holds, which may be secret. */
    @Override
    public String toString() {
      return "parts of a request";
    }
  }

  /**
   * Makes the parts of a request.
   *
   * @param path of the captured request, without a query
   * @param n how many requests of this route went before in the replay
   */
  Parts of(String path, long n);
}
