package io.spanline.experiments.replay.plan;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.line.CheckedLine;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.Beginning;
import io.spanline.topic.Replayability;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a plan of the traces of a capture. */
final class PlanTally {
  private static final Comparator<ReplayCase> BY_START =
      Comparator.comparing(ReplayCase::startNanos, Long::compareUnsigned)
          .thenComparing(ReplayCase::line);

  private final PlanOptions options;
  private final RequestsFile requests;
  private final List<ReplayCase> cases = new ArrayList<>();
  private final SortedMap<String, Long> notReplayable = new TreeMap<>();
  private final Map<Route, Route> routes = new HashMap<>();
  private final Candidate.Sharing sharing =
      new Candidate.Sharing(new Interned<>(), new Interned<>());
  private final Set<String> services = new HashSet<>();
  private final Set<String> supplied = new HashSet<>();

  PlanTally(PlanOptions options, RequestsFile requests) {
    this.options = options;
    this.requests = requests;
  }

  /** Adds the trace of a line of the capture. */
  void add(CheckedLine line, Trace trace) throws DamagedFileException {
    Beginning beginning = line.beginning();
    if (beginning == null) {
      throw new DamagedFileException(
          options.capture(), line.number(), "summary is not what its spans say");
    }
    if (!options.where().matches(trace)) {
      return;
    }
    Span root = trace.root();
    if (root == null) {
      leave(Replayability.of(null, beginning).reasons().get(0).toString());
      return;
    }
    services.add(root.service());
    Candidate candidate = Candidate.of(root, requests);
    if (candidate.supplied() != null) {
      supplied.add(candidate.supplied().toString());
    }
    Optional<URI> target = options.targets().of(root);
    candidate
        .obstacle(beginning, options.sideEffects(), target)
        .ifPresentOrElse(
            this::leave, () -> add(candidate, target.orElseThrow(), (int) line.number()));
  }

  private void leave(String reason) {
    notReplayable.merge(reason, 1L, Long::sum);
  }

  private void add(Candidate candidate, URI target, int line) {
    Route route = candidate.route(target);
    cases.add(candidate.sentTo(routes.computeIfAbsent(route, each -> each), line, sharing));
  }

  ReplayPlan plan() {
    cases.sort(BY_START);
    Integer limit = options.limit();
    List<ReplayCase> first =
        limit == null ? cases : cases.subList(0, Math.min(limit, cases.size()));
    return new ReplayPlan(first, options.repeat(), options.pace(), notReplayable, notes());
  }

  /** What the user named and the capture does not have. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (SuppliedRoute each : requests.routes()) {
      if (!supplied.contains(each.toString())) {
        notes.add(
            "%s line %d: the capture has no %s".formatted(options.requests(), each.line(), each));
      }
    }
    for (String service : new TreeSet<>(options.targets().services())) {
      if (!services.contains(service)) {
        notes.add("--target %s: the capture has no request to it".formatted(service));
      }
    }
    return notes;
  }
}
