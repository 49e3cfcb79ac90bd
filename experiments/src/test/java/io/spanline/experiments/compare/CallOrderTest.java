package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.compare.Subject.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallOrderTest {
  @Test
  void whatIsCalledStandsBeforeWhatCallsIt() {
    assertThat(order(List.of("a"), List.of("a", "b", "c"), List.of("a->b", "a->c", "b->c")))
        .containsExactly("c", "b->c", "b", "a->b", "a->c", "a");
  }

  @Test
  void aCircleIsBrokenWhereItIsEntered() {
    assertThat(order(List.of("b"), List.of("a", "b"), List.of("a->b", "b->a")))
        .containsExactly("a->b", "a", "b->a", "b");
  }

  @Test
  void aServiceThatCallsItselfAndOneWithoutSpansHaveAPlace() {
    assertThat(order(List.of("a"), List.of("a"), List.of("a->a", "a->db")))
        .containsExactly("a->a", "a->db", "a");
  }

  private static List<String> order(List<String> first, List<String> services, List<String> edges) {
    CallOrder order = new CallOrder(first, services, edges);
    return Stream.concat(
            services.stream().map(name -> subject(Kind.SERVICE, name)),
            edges.stream().map(name -> subject(Kind.EDGE, name)))
        .sorted(Comparator.comparingInt(order::place))
        .map(Subject::name)
        .toList();
  }

  private static Subject subject(Kind kind, String name) {
    return new Subject(kind, name, name, 1L, 1L, null, null, List.of());
  }
}
