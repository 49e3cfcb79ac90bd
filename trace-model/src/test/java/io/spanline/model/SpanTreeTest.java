package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
  private static final int SPANS = 70_000;

  /** More than two bytes count. */
  @Test
  void findsTheParentOfEachSpanOfALargeTrace() {
    List<SpanLink> links = new ArrayList<>();
    for (int i = 0; i < SPANS; i++) {
      Spans span = Spans.entry("a").withId("s" + i);
      links.add((i == 0 ? span : span.under("s" + (i - 1))).span().link());
    }
    SpanTree<Node> tree = new SpanTree<>(links.stream().map(Node::new).toList());

    for (int i = 1; i < SPANS; i++) {
      Node parent = tree.parent(new Node(links.get(i)));
      assertThat(parent).isNotNull();
      assertThat(parent.link()).isSameAs(links.get(i - 1));
    }
  }

  private record Node(SpanLink link) implements Linked {
    @Override
    public String service() {
      return "a";
    }
  }
}
