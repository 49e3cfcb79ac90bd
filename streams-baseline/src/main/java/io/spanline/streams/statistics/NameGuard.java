package io.spanline.streams.statistics;

import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;

/**
 * Which names have rows of their own in one partition. A name with a row in a window that is not
 * over keeps its place; a new name gets one while there are any, else it is counted under {@link
 * StatisticsSubject#OVERFLOW}. So a flood of names displaces none that was there before. The common
 * name takes no place, whoever else bears it.
 */
final class NameGuard {
  private static final Service OVERFLOW_SERVICE = new Service(StatisticsSubject.OVERFLOW);
  private static final Operation OVERFLOW_OPERATION =
      new Operation(StatisticsSubject.OVERFLOW, StatisticsSubject.OVERFLOW);
  private static final Edge OVERFLOW_EDGE =
      new Edge(StatisticsSubject.OVERFLOW, StatisticsSubject.OVERFLOW);

  private final Places services;
  private final Places operations;
  private final Places edges;

  NameGuard(NameLimits limits) {
    services = new Places(limits.services());
    operations = new Places(limits.operations());
    edges = new Places(limits.edges());
  }

  /** The service under which a request is counted. */
  Service admitted(Service service, long windowStartMillis) {
    return isCommon(service.service()) || services.takes(service, windowStartMillis)
        ? service
        : OVERFLOW_SERVICE;
  }

  /** The operation under which a request is counted, and by its service's name the service. */
  Operation admitted(Operation operation, long windowStartMillis) {
    Service service = new Service(operation.service());
    if (admitted(service, windowStartMillis).equals(OVERFLOW_SERVICE)) {
      return OVERFLOW_OPERATION;
    }
    if (isCommon(operation.operation()) || !operations.takes(operation, windowStartMillis)) {
      return new Operation(operation.service(), StatisticsSubject.OVERFLOW);
    }
    return operation;
  }

  /** The edge under which a call is counted. */
  Edge admitted(Edge edge, long windowStartMillis) {
    return edge.equals(OVERFLOW_EDGE) || edges.takes(edge, windowStartMillis)
        ? edge
        : OVERFLOW_EDGE;
  }

  /** Where a call may be counted: under its own name, or under the common one. */
  static Edge common() {
    return OVERFLOW_EDGE;
  }

  /** A row that is there keeps its place, even if there are fewer places than before. */
  void keep(StatisticsSubject subject, long windowStartMillis) {
    if (subject instanceof Service service) {
      if (!isCommon(service.service())) {
        services.keep(service, windowStartMillis);
      }
    } else if (subject instanceof Operation operation) {
      if (!isCommon(operation.operation())) {
        operations.keep(operation, windowStartMillis);
      }
    } else if (!subject.equals(OVERFLOW_EDGE)) {
      edges.keep(subject, windowStartMillis);
    }
  }

  /**
   * Windows that start before that are over: a name without a row since then gives up its place.
   */
  void forgetBefore(long windowStartMillis) {
    services.forgetBefore(windowStartMillis);
    operations.forgetBefore(windowStartMillis);
    edges.forgetBefore(windowStartMillis);
  }

  private static boolean isCommon(String name) {
    return name.equals(StatisticsSubject.OVERFLOW);
  }
}
