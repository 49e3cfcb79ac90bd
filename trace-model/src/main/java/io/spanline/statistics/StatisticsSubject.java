package io.spanline.statistics;

import java.nio.charset.StandardCharsets;

/**
 * What statistics are of: a service, one operation of it, or an edge. The key is text that names it
 * and nothing else: what separates names is escaped within them.
 */
public sealed interface StatisticsSubject {
  /** The name that stands for all that a guard has no room for. */
  String OVERFLOW = "__overflow__";

  /** For record keys and people: {@code service}, {@code service/operation}, {@code a->b}. */
  String key();

  /** All entry spans of a service. */
  record Service(String service) implements StatisticsSubject {
    @Override
    public String key() {
      return escaped(service);
    }
  }

  /** The entry spans of a service that have the same name. */
  record Operation(String service, String operation) implements StatisticsSubject {
    @Override
    public String key() {
      return escaped(service) + "/" + operation;
    }
  }

  /** The calls of one service to another. */
  record Edge(String caller, String callee) implements StatisticsSubject {
    @Override
    public String key() {
      return escaped(caller) + "->" + escaped(callee);
    }
  }

  /** The names, for a store or a topic; {@link #of} reads them. They hold no control characters. */
  default byte[] toBytes() {
    String text =
        this instanceof Service one
            ? "s\0" + one.service()
            : this instanceof Operation of
                ? "o\0" + of.service() + "\0" + of.operation()
                : edgeText((Edge) this);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not of it
   */
  static StatisticsSubject of(byte[] bytes) {
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
    if (parts.length == 2 && parts[0].equals("s")) {
      return new Service(parts[1]);
    }
    if (parts.length == 3 && parts[0].equals("o")) {
      return new Operation(parts[1], parts[2]);
    }
    if (parts.length == 3 && parts[0].equals("e")) {
      return new Edge(parts[1], parts[2]);
    }
    throw new IllegalArgumentException("not a subject of statistics: " + parts.length + " names");
  }

  private static String edgeText(Edge edge) {
    return "e\0" + edge.caller() + "\0" + edge.callee();
  }

  private static String escaped(String service) {
    return service.replace("%", "%25").replace("/", "%2F").replace(">", "%3E");
  }
}
