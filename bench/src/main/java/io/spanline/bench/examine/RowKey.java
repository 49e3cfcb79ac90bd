package io.spanline.bench.examine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a row of the statistics is of.
 *
 * @param kind of the subject: a service, an operation or an edge
 * @param first the service, or the caller of an edge
 * @param second the operation, the callee, or nothing
 * @param start of the window, since the start of the traffic's plan
 */
public record RowKey(Kind kind, String first, String second, Duration start)
    implements Comparable<RowKey> {
  /** The three kinds of subject. */
  public enum Kind {
    SERVICE,
    OPERATION,
    EDGE
  }

  static RowKey requests(String service, @Nullable String operation, Duration start) {
    return operation == null
        ? new RowKey(Kind.SERVICE, service, "", start)
        : new RowKey(Kind.OPERATION, service, operation, start);
  }

  static RowKey edge(String caller, String callee, Duration start) {
    return new RowKey(Kind.EDGE, caller, callee, start);
  }

  @Override
  public int compareTo(RowKey other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    String name =
        switch (kind) {
          case SERVICE -> first;
          case OPERATION -> first + "/" + second;
          case EDGE -> first + "->" + second;
        };
    return "%s@+%04ds".formatted(name, start.toSeconds());
  }
}
