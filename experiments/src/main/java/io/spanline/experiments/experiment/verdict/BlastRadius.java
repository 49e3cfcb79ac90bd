package io.spanline.experiments.experiment.verdict;

import io.spanline.experiments.compare.EdgeName;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Subject.Kind;
import io.spanline.experiments.compare.Word;
import io.spanline.experiments.experiment.verdict.Verdict.Radius;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who felt a fault, by the edges seen in either kind of rounds. */
final class BlastRadius {
  private final List<Subject> subjects;

  BlastRadius(List<Subject> subjects) {
    this.subjects = subjects;
  }

  Radius around(List<String> target) {
    Set<String> above = reached(target, true);
    Set<String> below = reached(target, false);
    SortedSet<String> upstream = new TreeSet<>();
    SortedSet<String> surprise = new TreeSet<>();
    SortedSet<String> starved = new TreeSet<>();
    SortedSet<String> unmoved = new TreeSet<>();
    SortedSet<String> unclear = new TreeSet<>();
    for (Subject subject : subjects) {
      if (subject.kind() == Kind.SERVICE) {
        String name = subject.name();
        if (below.contains(name) && isOnlyStarved(name)) {
          starved.add(name);
        } else if (!hasMoved(name)) {
          (isSame(name) ? unmoved : unclear).add(name);
        } else if (above.contains(name) && subject.alone() != Word.GONE) {
          upstream.add(name);
        } else {
          surprise.add(name);
        }
      }
    }
    return new Radius(
        target.stream().sorted().toList(),
        List.copyOf(upstream),
        List.copyOf(surprise),
        List.copyOf(starved),
        List.copyOf(unmoved),
        List.copyOf(unclear));
  }

  /** Whether it, or one of its operations, is worse, better, new or gone. */
  private boolean hasMoved(String service) {
    return ofService(service).anyMatch(Subject::moved);
  }

  /** Whether it and its operations are shown not to differ by what matters. */
  private boolean isSame(String service) {
    return ofService(service)
        .allMatch(
            subject ->
                subject.alone() == null
                    && !subject.figures().isEmpty()
                    && subject.figures().stream().allMatch(of -> of.word() == Word.SAME));
  }

  /** Whether it, or operations of it, are gone, and that is all. */
  private boolean isOnlyStarved(String service) {
    return hasMoved(service)
        && ofService(service)
            .filter(Subject::moved)
            .allMatch(subject -> subject.alone() == Word.GONE);
  }

  private Stream<Subject> ofService(String service) {
    return subjects.stream()
        .filter(subject -> subject.kind() != Kind.EDGE && subject.service().equals(service));
  }

  /** The callers of edges and all that reach them by calls; or the callees and all that follow. */
  private Set<String> reached(List<String> target, boolean isUp) {
    Deque<String> next = new ArrayDeque<>();
    target.forEach(edge -> next.add(end(EdgeName.of(edge), isUp)));
    Set<String> reached = new HashSet<>();
    while (!next.isEmpty()) {
      String service = next.remove();
      if (reached.add(service)) {
        subjects.stream()
            .filter(subject -> subject.kind() == Kind.EDGE)
            .map(subject -> EdgeName.of(subject.name()))
            .filter(edge -> end(edge, !isUp).equals(service))
            .forEach(edge -> next.add(end(edge, isUp)));
      }
    }
    return reached;
  }

  private static String end(EdgeName edge, boolean isUp) {
    return isUp ? edge.caller() : edge.callee();
  }
}
